package dev.mediahook.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specifies the gauges of the inbox and of the notifications, on either database. */
class InboxMetersTest {

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @ParameterizedTest
    @EnumSource
    void onlyWhatATargetMayStillTakeIsWaitingForIt(TestDatabase kind) {
        try (Database database = kind.open(data, Map.of())) {
            InboxMeters meters = new InboxMeters(registry, database, new InboxLook(database), clock);
            database.writer()
                    .write(handle -> add(handle, "dead", Duration.ofHours(9))
                            + add(handle, "sent", Duration.ofHours(8))
                            + add(handle, "pending", Duration.ofSeconds(40)));
            meters.look();
            assertThat(gauge("waiting")).isEqualTo(1);
            assertThat(gauge("oldest.age")).isEqualTo(40);

            // The notification was sent once, and a replay sends it again.
            database.writer()
                    .write(handle -> handle.execute(
                            "UPDATE mediahook_notification SET state = 'pending', sent_at = 0 WHERE state = 'sent'"));
            meters.look();
            assertThat(gauge("waiting")).isEqualTo(2);
            assertThat(gauge("oldest.age")).isEqualTo(Duration.ofHours(8).toSeconds());
        }
    }

    private int add(Handle handle, String state, Duration ago) {
        return handle.execute(
                "INSERT INTO mediahook_notification (id, target, seq, event_id, sender, job_id, type, body, created_at,"
                        + " state, since, due) VALUES (?, 'a', ?, 0, 's', 'j', 't', '{}', ?, ?, 0, 0)",
                state,
                clock.instant().minus(ago).toEpochMilli(),
                clock.instant().minus(ago).toEpochMilli(),
                state);
    }

    private double gauge(String name) {
        return registry.get("mediahook.notifications." + name).gauge().value();
    }
}
