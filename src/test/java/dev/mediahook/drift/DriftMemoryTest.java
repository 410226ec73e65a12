package dev.mediahook.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that wait to be looked at take no more of the heap than they may. */
class DriftMemoryTest {

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();

    @Test
    void ofManyLargeBodiesOnlySomeAreLookedAt() {
        RawBody large = RawBody.of(("{\"id\":\"" + "x".repeat(200_000) + "\"}").getBytes(UTF_8));
        int fit = (int) (Drift.MOST_WAITING_BYTES / large.size());
        try (Database database = TestDatabase.SQLITE.open(data, Map.of())) {
            Drift drift = new Drift(database);
            for (int i = 0; i < 500; i++) {
                drift.kept(event(large), Set.of());
            }
            drift.look();
            assertThat(lookedAt(database)).isEqualTo(fit);

            drift.kept(event(large), Set.of());
            drift.look();
            assertThat(lookedAt(database)).as("there is room again").isEqualTo(fit + 1);
        }
    }

    private static int lookedAt(Database database) {
        return database.read(handle -> handle.createQuery("SELECT times FROM mediahook_seen WHERE kind = 'delivery'")
                .mapTo(Integer.class)
                .one());
    }

    private Event event(RawBody body) {
        return new Event(
                new EventId(1),
                "acme",
                "key",
                null,
                "done",
                Meaning.UNKNOWN,
                List.of(),
                null,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                clock.instant(),
                null,
                body);
    }
}
