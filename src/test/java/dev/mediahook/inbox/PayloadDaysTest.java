package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes create and drop the daily partitions of payloads without blocking each other or any delivery. */
class PayloadDaysTest {

    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Retention.Step DROPPED = new Retention.Step(1, 0);
    private static final String FIRST = "mediahook_payload_20260101";

    @TempDir
    Path folder;

    private Map<String, String> server;
    private TestInbox inbox;
    private Payloads payloads;

    @BeforeEach
    void open() {
        server = TestDatabase.POSTGRESQL.properties(folder);
        inbox = new TestInbox(TestDatabase.POSTGRESQL, folder, server);
        payloads = new Payloads(inbox.database, inbox.clock);
        new PayloadDays(inbox.database, inbox.clock).makeAhead();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void severalNodesMakeTheSameDaysAtTheSameInstant() {
        inbox.clock.pass(Duration.ofDays(10));
        try (Database other = TestDatabase.POSTGRESQL.open(folder, server);
                LogLines lines = LogLines.of(PayloadDays.class)) {
            List<CompletableFuture<Void>> both = List.of(inbox.database, other, inbox.database, other).stream()
                    .map(database ->
                            CompletableFuture.runAsync(() -> new PayloadDays(database, inbox.clock).makeAhead()))
                    .toList();
            both.forEach(CompletableFuture::join);

            assertThat(lines.all()).isEmpty();
        }
        assertThat(tables()).hasSize(1 + 4 + 4);
    }

    /** A transaction that stands still holds up the drop of a partition, but no delivery. */
    @Test
    void aDayThatIsReadIsDroppedLater() throws Exception {
        inbox.keep("bfl", "one");
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(6));
        try (Connection reader = DriverManager.getConnection(server.get("mediahook.database.url"), "postgres", null);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM mediahook_payload");
            CompletableFuture<Retention.Step> held =
                    CompletableFuture.supplyAsync(() -> payloads.deleteOlderThan(THREE_DAYS));
            for (int i = 0; !held.isDone(); i++) {
                long begun = System.nanoTime();
                inbox.keep("bfl", "meanwhile-" + i);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            }
            assertThat(tables()).contains(FIRST);
        }
        assertThat(payloads.deleteOlderThan(THREE_DAYS)).isEqualTo(DROPPED);
    }

    private List<String> tables() {
        return inbox.database.read(handle -> handle.createQuery(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'mediahook_payload_%'")
                .mapTo(String.class)
                .list());
    }
}
