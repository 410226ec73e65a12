package dev.mediahook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** What the writer's connection to SQLite is told. */
final class SqliteSession {

    /** So many steps of SQLite's virtual machine take about a millisecond. */
    private static final int STEPS_BETWEEN_LOOKS = 100_000;

    private SqliteSession() {}

    /** SQLite takes auto_vacuum for a file only before the file has its first table. */
    static void prepareNew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    /** Without a statement of the driver's own after each INSERT, which asks for a key that nobody reads. */
    static Connection open(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return config.createConnection(url);
    }

    /** FULL is what makes SQLite call fsync at each commit of its write-ahead log. */
    static void prepare(Connection connection, Budget budget) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 2000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -32768");
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute("PRAGMA journal_size_limit = 67108864");
        }
        ProgressHandler.setHandler(
                connection.unwrap(SQLiteConnection.class), STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                    @Override
                    protected int progress() {
                        return budget.over() ? 1 : 0;
                    }
                });
    }

    /** Takes back what a pool would hand on. */
    static void release(Connection connection) throws SQLException {
        ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
    }
}
