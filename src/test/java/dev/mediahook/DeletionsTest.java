package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.inbox.DoneEvents;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Retention;
import dev.mediahook.submit.Submissions;
import dev.mediahook.verify.DerivedSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of row is kept for a time of its own. Stored media are never deleted. */
class DeletionsTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @EnumSource
    void jobsMayBeKeptLongerThanTheirEvents(TestDatabase kind) throws Exception {
        Path stored = Files.writeString(folder.resolve("0.png"), "bytes");
        try (Database database = kind.open(folder, Map.of())) {
            Retention retention =
                    retention(database, Map.of("mediahook.retention", "10d", "mediahook.retention.jobs", "100d"));
            fill(database, stored);

            clock.pass(Duration.ofDays(11));
            retention.round();
            assertThat(count(database, "event")).isZero();
            assertThat(count(database, "job")).isEqualTo(1);
            assertThat(count(database, "medium")).isEqualTo(1);

            clock.pass(Duration.ofDays(90));
            retention.round();
            assertThat(count(database, "job")).isZero();
            assertThat(count(database, "medium")).isZero();
            assertThat(stored).hasContent("bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"'',10", "5d,10", "20d,20"})
    void jobsAreKeptAsLongAsTheirEventsAtLeast(String jobs, int days) throws Exception {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            Retention retention =
                    retention(database, Map.of("mediahook.retention", "10d", "mediahook.retention.jobs", jobs));
            fill(database, folder);

            clock.pass(Duration.ofDays(days).minusHours(1));
            retention.round();
            assertThat(count(database, "job")).isEqualTo(1);
            clock.pass(Duration.ofHours(2));
            retention.round();
            assertThat(count(database, "job")).isZero();
        }
    }

    private Retention retention(Database database, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        Settings settings =
                Settings.read(name -> Optional.ofNullable(all.get(name)).filter(value -> !value.isEmpty()), Set.of());
        return Deletions.of(
                settings,
                database,
                clock,
                new Inbox(
                        database,
                        clock,
                        Duration.ofHours(2),
                        settings.retention(),
                        new DoneEvents(Duration.ofDays(30), Ticker.systemTicker()),
                        event -> {}),
                new Submissions(
                        database, clock, new DerivedSecret(List.of("key")), sender -> List.of(), (sender, job) -> {}),
                new Duties(database, clock, "one"));
    }

    private void fill(Database database, Path stored) {
        long now = clock.millis();
        long id = EventIds.first(now);
        int unused = database.writer()
                .write(handle -> handle.execute(
                                "INSERT INTO mediahook_event (id, sender, dedup_key, job_id, via, received_at, state,"
                                        + " since, deadline, due) VALUES (?, 'one', 'k', 'j', 'webhook', ?, 'done', 0, 0, 0)",
                                id,
                                now)
                        + handle.execute(
                                "INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, completed_at)"
                                        + " VALUES (?, 'one', 'j', 'completed', ?, ?)",
                                id,
                                id,
                                now)
                        + handle.execute(
                                "INSERT INTO mediahook_medium (sender, job_id, idx, source_url, location)"
                                        + " VALUES ('one', 'j', 0, 'https://host.example/0', ?)",
                                "file:" + stored));
    }

    private static int count(Database database, String table) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM mediahook_" + table)
                .mapTo(Integer.class)
                .one());
    }
}
