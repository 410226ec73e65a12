package dev.mediahook.database;

import dev.mediahook.config.Settings;
import dev.mediahook.work.Loops;
import dev.mediahook.work.TestThreads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Two real databases: SQLite in a folder, and a PostgreSQL server that the tests share, with a database for each. */
public enum TestDatabase {
    SQLITE {
        @Override
        public Map<String, String> properties(Path dataDir) {
            return Map.of("mediahook.data-dir", dataDir.toString());
        }
    },
    POSTGRESQL {
        @Override
        public Map<String, String> properties(Path dataDir) {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    Statement create = connection.createStatement()) {
                create.execute("CREATE DATABASE " + name);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            return Map.of(
                    "mediahook.data-dir",
                    dataDir.toString(),
                    "mediahook.database.url",
                    "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name,
                    "mediahook.database.user",
                    "postgres");
        }
    };

    /** The settings for a database of the test's own. */
    public abstract Map<String, String> properties(Path dataDir);

    public Database open(Path dataDir, Map<String, String> more) {
        return open(dataDir, more, TestThreads.loops());
    }

    /**
     * @param loops makes the writer's loop
     */
    public Database open(Path dataDir, Map<String, String> more, Loops loops) {
        Map<String, String> all = new HashMap<>(properties(dataDir));
        all.putAll(more);
        return Database.open(Settings.read(name -> Optional.ofNullable(all.get(name)), Set.of()), loops);
    }

    /** The server starts when the first test needs it, and ends with the process of the tests. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
