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
            GroupWrite<String, Integer> forbidding = (handle, ids) -> {
                handle.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
                return List.of(1);
            };
            database.writer().submit(forbidding, "").join();

            assertThatThrownBy(() -> database.writer().submit(keeping, "one").join())
                    .hasMessageContaining("25006");
            assertThat(database.writer().submit(keeping, "one").join()).isEqualTo(1);
        }
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

    private static String synchronousCommit(Handle handle) {
        return handle.createQuery("SHOW synchronous_commit").mapTo(String.class).one();
    }

    @Test
    void everyConnectionHasItsLimits() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            for (String limit : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
                assertThat(database.writer().<String>write(handle -> handle.createQuery("SHOW " + limit)
                                .mapTo(String.class)
                                .one()))
                        .as(limit)
                        .isNotEqualTo("0");
            }
            assertThat(database.<String>read(handle -> handle.createQuery("SHOW statement_timeout")
                            .mapTo(String.class)
                            .one()))
                    .isNotEqualTo("0");
        }
    }

    private static int keep(org.jdbi.v3.core.Handle handle, String id) {
        return handle.execute("INSERT INTO mediahook_key (id, name, value, created_at) VALUES (?, 'a', 'a', 1)", id);
    }
}
