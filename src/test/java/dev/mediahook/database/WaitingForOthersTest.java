package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If another node on PostgreSQL holds a row, a write of that row waits for a moment, and no other write does. */
class WaitingForOthersTest {

    private final GroupWrite<String, Integer> keeping =
            (handle, ids) -> ids.stream().map(id -> keep(handle, id)).toList();

    @TempDir
    Path folder;

    @Test
    void aLockedRowHoldsUpNoOtherWrite() throws SQLException {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        try (Database database = TestDatabase.POSTGRESQL.open(folder, server);
                Connection frozen =
                        DriverManager.getConnection(server.get("mediahook.database.url"), "postgres", null);
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("INSERT INTO mediahook_key (id, name, value, created_at) VALUES ('held', 'a', 'a', 1)");

            CompletableFuture<Integer> waits = database.writer().submit(keeping, "held");
            List<CompletableFuture<Integer>> others = List.of(
                    database.writer().submit(keeping, "one"), database.writer().submit(keeping, "other"));

            others.forEach(other -> assertThat(other.join()).isEqualTo(1));
            assertThatThrownBy(waits::join)
                    .hasCauseInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("55P03");
            frozen.rollback();
            assertThat(database.writer().submit(keeping, "held").join()).isEqualTo(1);
        }
    }

    /** After a failover a connection may lead to the standby, or have been opened while writes were forbidden. */
    @Test
    void aConnectionThatStaysReadOnlyIsReplaced() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            database.writer().submit((handle, ids) -> forbidWrites(handle), "").join();

            assertThatThrownBy(() -> database.writer().submit(keeping, "one").join())
                    .hasMessageContaining("25006");
            assertThat(database.writer().submit(keeping, "one").join()).isEqualTo(1);
        }
    }

    /** A server may end connections that nobody has used for a while. */
    @Test
    void aConnectionThatWasIdleForTooLongIsReplacedByOneThatMayBeIdle() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            int ended = database.writer()
                    .submit((handle, ids) -> List.of(endWhenIdle(handle)), "")
                    .join();
            Awaitility.await()
                    .until(() ->
                            database.read(handle -> handle.select("SELECT 1 FROM pg_stat_activity WHERE pid = ?", ended)
                                    .mapTo(Integer.class)
                                    .findOne()
                                    .isEmpty()));

            assertThat(database.writer().submit(keeping, "one").join()).isEqualTo(1);
            assertThat(database.writer()
                            .submit((handle, ids) -> List.of(show(handle, "idle_session_timeout")), "")
                            .join())
                    .isEqualTo("0");
        }
    }

    private static int endWhenIdle(Handle handle) {
        String base =
                handle.select("SELECT current_database()").mapTo(String.class).one();
        handle.execute("ALTER DATABASE \"" + base + "\" SET idle_session_timeout = 100");
        handle.execute("SET idle_session_timeout = 100");
        return handle.select("SELECT pg_backend_pid()").mapTo(Integer.class).one();
    }

    /**
     * This holds whatever the server's setting is. The tests' server, to be quick, answers before its log is on disk.
     */
    @Test
    void whatIsCommittedIsOnDisk() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            assertThat(database.read(WaitingForOthersTest::synchronousCommit)).isEqualTo("off");
            assertThat(database.accepting().<String>write(WaitingForOthersTest::synchronousCommit))
                    .isEqualTo("on");
            assertThat(database.writer().<String>write(WaitingForOthersTest::synchronousCommit))
                    .isEqualTo("on");
        }
    }

    /** A stricter level refuses transactions only because others run beside them. */
    @Test
    void theServersLevelOfIsolationDoesNotCount() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            String base = database.read(handle -> handle.createQuery("SELECT current_database()")
                    .mapTo(String.class)
                    .one());
            database.writer()
                    .write(handle -> handle.execute(
                            "ALTER DATABASE \"" + base + "\" SET default_transaction_isolation = serializable"));
            database.writer().submit((handle, ids) -> forbidWrites(handle), "").join();
            assertThatThrownBy(() -> database.writer().submit(keeping, "one").join())
                    .as("so that the next write opens a connection")
                    .hasMessageContaining("25006");

            assertThat(database.writer().<String>write(handle -> show(handle, "transaction_isolation")))
                    .isEqualTo("read committed");
        }
    }

    private static List<Integer> forbidWrites(Handle handle) {
        handle.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        return List.of(1);
    }

    private static String synchronousCommit(Handle handle) {
        return show(handle, "synchronous_commit");
    }

    private static String show(Handle handle, String setting) {
        return handle.createQuery("SHOW " + setting).mapTo(String.class).one();
    }

    @Test
    void everyConnectionHasItsLimits() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            for (String limit : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
                assertThat(database.writer().<String>write(handle -> show(handle, limit)))
                        .as(limit)
                        .isNotEqualTo("0");
            }
            assertThat(database.<String>read(handle -> show(handle, "statement_timeout")))
                    .isNotEqualTo("0");
        }
    }

    private static int keep(org.jdbi.v3.core.Handle handle, String id) {
        return handle.execute("INSERT INTO mediahook_key (id, name, value, created_at) VALUES (?, 'a', 'a', 1)", id);
    }
}
