package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.work.TestThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host's pool sets its connections up differently from the server's defaults, as {@code spring.datasource.hikari.schema},
 * {@code .connection-init-sql} and {@code .transaction-isolation} do. Its connections stay as they were.
 */
class SettingsOfAPoolTest {

    private static final String SETTINGS =
            "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings"
                    + " WHERE name ~ '(_timeout|^search_path|^synchronous_commit|^enable_seqscan|^default_transaction.*)$'";

    @TempDir
    Path folder;

    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void host() throws SQLException {
        String url = TestDatabase.POSTGRESQL.properties(folder).get("mediahook.database.url");
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA \"App\"");
        }
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(2);
        pool.setSchema("App");
        pool.setConnectionInitSql("SET lock_timeout = '7s'; SET enable_seqscan = off");
        pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void theTablesAreInThePoolsSchema() throws SQLException {
        use(Optional.empty());

        assertThat(both("SELECT schemaname FROM pg_tables WHERE tablename = 'mediahook_key'"))
                .containsOnly("App");
    }

    @Test
    void theHostsConnectionsStayAsTheyWere() throws SQLException {
        List<String> before = both(SETTINGS);
        assertThat(before.get(0)).contains("search_path=\"App\"", "lock_timeout=7000", "=serializable");

        use(Optional.empty());
        assertThat(both(SETTINGS)).isEqualTo(before);

        use(Optional.of("hooks"));
        assertThat(both(SETTINGS)).isEqualTo(before);
    }

    /** Such a pool has set its schema in a transaction that has not ended when it gives a connection first. */
    @Test
    void soDoThoseOfAPoolThatCommitsOnDemand() throws SQLException {
        pool.setConnectionInitSql(null);
        pool.setAutoCommit(false);

        use(Optional.empty());
        assertThat(both("SHOW search_path")).containsOnly("\"App\"");
    }

    private void use(Optional<String> schema) {
        DatabaseSettings settings = new DatabaseSettings(folder, "", null, null, schema, 100, Duration.ofSeconds(8));
        try (Database database = Database.open(settings, Optional.of(pool), TestThreads.loops())) {
            database.writer()
                    .write(handle -> handle.execute(
                            "INSERT INTO mediahook_key (id, name, value, created_at) VALUES ('a', 'a', 'a', 1)"));
            int keys = database.read(handle -> handle.createQuery("SELECT count(*) FROM mediahook_key")
                    .mapTo(Integer.class)
                    .one());
            assertThat(keys).isEqualTo(1);
        }
    }

    /** What each of the pool's connections answers. */
    private List<String> both(String query) throws SQLException {
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            return List.of(answer(one, query), answer(other, query));
        }
    }

    private static String answer(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
