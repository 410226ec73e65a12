package dev.mediahook.bench.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A new SQLite file with the settings of the inbox: WAL, and one fsync for each commit. */
final class Database implements AutoCloseable {
    static final String EVENTS = """
            CREATE TABLE mediahook_event (id INTEGER PRIMARY KEY, sender TEXT, dedup_key TEXT, type TEXT, job_id TEXT,
              via TEXT, received_at INTEGER, state TEXT, due INTEGER, deadline INTEGER, attempts INTEGER,
              duplicates INTEGER, reason TEXT, lease TEXT, body BLOB, UNIQUE (sender, dedup_key))""";
    static final String BY_DEADLINE =
            "CREATE INDEX by_deadline ON mediahook_event (sender, deadline) WHERE state = 'accepted'";
    static final String BY_JOB = "CREATE INDEX by_job ON mediahook_event (sender, job_id)";

    /** db-scheduler's own SQLite schema, without its indexes. The priority is wide enough for a deadline in seconds. */
    static final String TASKS = """
            CREATE TABLE scheduled_tasks (task_name varchar(100), task_instance varchar(100), task_data blob,
              execution_time TIMESTAMP, picked BIT, picked_by varchar(50), last_success TIMESTAMP,
              last_failure TIMESTAMP, consecutive_failures INT, last_heartbeat TIMESTAMP, version BIGINT, priority INT,
              PRIMARY KEY (task_name, task_instance))""";

    static final String TASKS_BY_PRIORITY =
            "CREATE INDEX tasks_by_priority ON scheduled_tasks (priority DESC, execution_time ASC)";
    static final String TASKS_BY_TIME = "CREATE INDEX tasks_by_time ON scheduled_tasks (execution_time)";
    static final String TASKS_BY_HEARTBEAT = "CREATE INDEX tasks_by_heartbeat ON scheduled_tasks (last_heartbeat)";

    private final Path folder;
    private final SQLiteDataSource source;

    Database(List<String> schema) throws IOException, SQLException {
        folder = Files.createTempDirectory("mediahook-bench");
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(30_000);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("mediahook.db"));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String ddl : schema) {
                statement.execute(ddl);
            }
        }
    }

    SQLiteDataSource source() {
        return source;
    }

    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
