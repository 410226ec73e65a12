package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanAgeTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTableThatHasGrownIsNotReadWhole(@TempDir Path folder) throws SQLException {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        try (Connection connection = DriverManager.getConnection(server.get("mediahook.database.url"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE grown (id TEXT PRIMARY KEY) WITH (autovacuum_enabled = false)");
            statement.execute("INSERT INTO grown VALUES ('first')");
            statement.execute("ANALYZE grown");
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE lookup(text) AS SELECT id FROM grown WHERE id = $1");
            PlanAge age = new PlanAge(nanos::get);
            assertThat(plan(statement)).contains("Seq Scan");
            statement.execute("INSERT INTO grown SELECT 'id-' || n FROM generate_series(1, 20000) AS n");

            age.renewIfOld(connection);
            assertThat(plan(statement)).as("still the old plan").contains("Seq Scan");
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
            age.renewIfOld(connection);

            assertThat(plan(statement)).contains("Index").doesNotContain("Seq Scan");
        }
    }

    private static String plan(Statement statement) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE lookup('id-1')")) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
