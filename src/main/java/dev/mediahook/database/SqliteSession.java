package dev.mediahook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** Settings of the writer's SQLite connection. */
final class SqliteSession {

    /** SQLite's virtual machine needs about a millisecond for this many steps. */
    private static final int STEPS_BETWEEN_LOOKS = 100_000;

    private SqliteSession() {}

    /** SQLite accepts auto_vacuum only before a file has its first table. */
    static void prepareNew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    /** Turns off the driver's additional statement after each INSERT, which asks for a key that nobody reads. */
    static Connection open(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return config.createConnection(url);
    }

    /** With FULL, SQLite calls fsync at each commit to its write-ahead log. */
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

    /** Undoes what a pool would pass on with the connection. */
    static void release(Connection connection) throws SQLException {
        ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
    }
}
