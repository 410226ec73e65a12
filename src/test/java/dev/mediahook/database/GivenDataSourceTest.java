package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.work.TestThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's own pool is used and left as it was, with the host's tables beside Mediahook's. */
class GivenDataSourceTest {

    private static final List<String> SESSION = List.of(
            "search_path",
            "statement_timeout",
            "lock_timeout",
            "enable_seqscan",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout",
            "synchronous_commit");

    @TempDir
    Path folder;

    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void host() throws SQLException {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        pool.setJdbcUrl(server.get("mediahook.database.url"));
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(2);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INTEGER)");
        }
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void isSharedAndLeftAsItWas() throws SQLException {
        List<String> before = session();

        try (Database database = open(Optional.of("hooks"))) {
            assertThat(database.dialect()).isEqualTo(Dialect.POSTGRESQL);
            keep(database, "a");
            assertThat(keys(database)).isEqualTo(1);
            assertThat(session()).as("a connection of the host meanwhile").isEqualTo(before);
        }

        assertThat(pool.isClosed()).isFalse();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            assertThat(session(one)).isEqualTo(before);
            assertThat(session(other)).isEqualTo(before);
        }
    }

    @Test
    void tablesOfTheHostInTheSameSchemaDoNotMatter() {
        try (Database database = open(Optional.empty())) {
            keep(database, "a");
            assertThat(keys(database)).isEqualTo(1);
        }
        try (Database again = open(Optional.empty())) {
            assertThat(keys(again)).isEqualTo(1);
        }
    }

    @Test
    void theWriterTakesAnotherConnectionOnceItsOwnIsBroken() throws SQLException {
        try (Database database = open(Optional.of("hooks"))) {
            keep(database, "a");
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
            keep(database, "b");
            assertThat(keys(database)).isEqualTo(2);
        }
    }

    /** As a host that uses JPA may set it: {@code spring.datasource.hikari.auto-commit=false}. */
    @Test
    void aPoolThatCommitsOnDemandKeepsTheSettingsAfterARollback() {
        try (HikariDataSource onDemand = onDemand(pool.getJdbcUrl());
                Database database =
                        Database.open(settings(Optional.of("hooks")), Optional.of(onDemand), TestThreads.loops())) {
            assertThatThrownBy(() -> keep(database, null)).isInstanceOf(StoreUnavailable.class);

            keep(database, "a");
            assertThat(keys(database)).isEqualTo(1);
        }
    }

    @Test
    void soDoesOneOfSqlite() {
        try (HikariDataSource onDemand = onDemand("jdbc:sqlite:" + folder.resolve("own.db"));
                Database database =
                        Database.open(settings(Optional.empty()), Optional.of(onDemand), TestThreads.loops())) {
            keep(database, "a");
            assertThat(keys(database)).isEqualTo(1);
        }
    }

    private static HikariDataSource onDemand(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(2);
        pool.setAutoCommit(false);
        return pool;
    }

    @Test
    void whoMayNotMakeTheSchemaIsToldSo() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS guest");
            statement.execute("CREATE ROLE guest LOGIN");
        }
        try (HikariDataSource poor = new HikariDataSource()) {
            poor.setJdbcUrl(pool.getJdbcUrl());
            poor.setUsername("guest");
            assertThatThrownBy(
                            () -> Database.open(settings(Optional.of("hooks")), Optional.of(poor), TestThreads.loops()))
                    .hasMessageContaining("mediahook.database.schema")
                    .hasMessageNotContaining("\n");
        }
    }

    private Database open(Optional<String> schema) {
        return Database.open(settings(schema), Optional.of(pool), TestThreads.loops());
    }

    private DatabaseSettings settings(Optional<String> schema) {
        return new DatabaseSettings(folder, "", null, null, schema, 100, Duration.ofSeconds(8));
    }

    private static void keep(Database database, @Nullable String id) {
        database.writer()
                .write(handle -> handle.execute(
                        "INSERT INTO mediahook_key (id, name, value, created_at) VALUES (?, 'a', 'a', 1)", id));
    }

    private static int keys(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM mediahook_key")
                .mapTo(Integer.class)
                .one());
    }

    private List<String> session() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return session(connection);
        }
    }

    private static List<String> session(Connection connection) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : SESSION) {
                try (ResultSet row = statement.executeQuery("SHOW " + name)) {
                    row.next();
                    values.add(row.getString(1));
                }
            }
        }
        values.add(String.valueOf(connection.getAutoCommit()));
        return values;
    }
}
