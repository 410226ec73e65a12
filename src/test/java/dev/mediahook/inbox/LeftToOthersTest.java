package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * An event that one node leaves is announced, and another node takes it up. The clock stands still, so that no node
 * finds an event by polling.
 */
class LeftToOthersTest {

    @TempDir
    Path folder;

    private final WorkThreads threads = TestThreads.few();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<AutoCloseable> open = new ArrayList<>();
    private Map<String, String> server;
    private TestInbox inbox;
    private TestNode one;
    private TestNode other;

    @BeforeEach
    void start() {
        server = TestDatabase.POSTGRESQL.properties(folder);
        inbox = new TestInbox(TestDatabase.POSTGRESQL, folder, server);
        one = node("one");
        other = node("one-more");
        open.addAll(List.of(one, other));
        Awaitility.await()
                .until(() -> one.channel.lookEvery().equals(other.channel.lookEvery())
                        && one.channel.lookEvery().compareTo(Duration.ofSeconds(1)) > 0);
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        for (AutoCloseable node : open) {
            node.close();
        }
        inbox.close();
        threads.close();
    }

    @Test
    void whatANodeHasNoSlotForIsTakenUpByAnIdleOne() {
        one.worksFor("bfl");
        accept("bfl", "slow");
        Awaitility.await().until(() -> one.begun.contains("slow"));
        other.worksFor("bfl");
        accept("bfl", "next");
        Awaitility.await().until(() -> other.begun.contains("next"));

        accept("bfl", "after");
        Awaitility.await().until(() -> other.begun.contains("after"));
        assertThat(one.begun).containsExactly("slow");
    }

    @Test
    void whatANodeHasNoRouteForOrReplaysIsTakenUpByOneThatHas() {
        other.worksFor("bfl");
        accept("bfl", "unrouted");
        Awaitility.await().until(() -> other.begun.contains("unrouted"));
        Awaitility.await().until(() -> inbox.events().get(0).state() == EventState.DONE);

        Replay replay = new Replay(one.database, inbox.clock, one.dispatcher::readyAll);
        assertThat(replay.one(inbox.events().get(0).id())).isTrue();

        Awaitility.await().until(() -> other.begun.size() == 2);
    }

    @Test
    void whatANodeThatStopsLeavesIsTakenUp() {
        other.worksFor("bfl");
        Awaitility.await().during(Duration.ofMillis(300)).until(other.begun::isEmpty);
        inbox.keep("bfl", "left");

        open.remove(one);
        one.close();

        Awaitility.await().until(() -> other.begun.contains("left"));
    }

    @Test
    void aLostConnectionIsOpenedAnewAndWhatWasMissedIsLookedFor() throws SQLException {
        other.worksFor("bfl");
        Awaitility.await().during(Duration.ofMillis(300)).until(other.begun::isEmpty);
        inbox.keep("bfl", "missed");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE query LIKE 'LISTEN%' AND datname = current_database()"))
                    .isTrue();
        }
        Awaitility.await().until(() -> other.begun.contains("missed"));

        accept("bfl", "told-again");
        Awaitility.await().until(() -> other.begun.contains("told-again"));
    }

    /** A NOTIFY holds up all others until it is committed. */
    @Test
    void manyEventsAreToldOfTogether() throws SQLException {
        one.worksFor("bfl");
        accept("bfl", "slow");
        Awaitility.await().until(() -> one.begun.contains("slow"));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN mediahook_ready");
            long begun = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                accept("bfl", "slow-" + i);
            }
            int told = 0;
            for (var words = words(connection); words > 0; words = words(connection)) {
                told += words;
            }
            long millis = (System.nanoTime() - begun) / 1_000_000;

            assertThat(told).isBetween(1, (int) (millis / 40) + 2);
        }
    }

    private static int words(Connection connection) throws SQLException {
        var words = connection.unwrap(PGConnection.class).getNotifications(200);
        return words == null ? 0 : words.length;
    }

    /** The first node accepts the event. */
    private void accept(String sender, String key) {
        inbox.keep(sender, key);
        one.dispatcher.ready(sender);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.get("mediahook.database.url"), "postgres", null);
    }

    private TestNode node(String name) {
        return new TestNode(name, TestDatabase.POSTGRESQL.open(folder, server), inbox.clock, threads, end);
    }
}
