package dev.mediahook.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Ways to make a database refuse writes. */
public enum DatabaseFault {
    LOCKED {
        @Override
        public AutoCloseable cause(Database database, TestDatabase kind, Map<String, String> properties)
                throws SQLException {
            AutoCloseable connected = changed(database, handle -> handle.execute("DELETE FROM mediahook_key"));
            Connection other = kind == TestDatabase.SQLITE
                    ? DriverManager.getConnection(
                            "jdbc:sqlite:" + properties.get("mediahook.data-dir") + "/mediahook.db")
                    : DriverManager.getConnection(properties.get("mediahook.database.url"), "postgres", null);
            try (Statement statement = other.createStatement()) {
                if (kind == TestDatabase.SQLITE) {
                    statement.execute("BEGIN IMMEDIATE");
                } else {
                    other.setAutoCommit(false);
                    statement.execute("LOCK TABLE " + String.join(", ", TABLES) + " IN EXCLUSIVE MODE");
                }
            }
            return () -> {
                other.close();
                connected.close();
            };
        }
    },
    READ_ONLY {
        @Override
        public AutoCloseable cause(Database database, TestDatabase kind, Map<String, String> properties)
                throws SQLException {
            if (kind == TestDatabase.SQLITE) {
                return changed(database, handle -> handle.execute("PRAGMA query_only = ON"));
            }
            try (Connection other =
                            DriverManager.getConnection(properties.get("mediahook.database.url"), "postgres", null);
                    Statement statement = other.createStatement()) {
                statement.execute(
                        "ALTER DATABASE \"" + other.getCatalog() + "\" SET default_transaction_read_only = on");
                // A connection takes over the setting when it is opened.
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
            return () -> {};
        }
    },
    FULL {
        @Override
        public AutoCloseable cause(Database database, TestDatabase kind, Map<String, String> properties) {
            return changed(database, handle -> raise(handle, kind, "53100"));
        }
    },
    CONSTRAINT {
        @Override
        public AutoCloseable cause(Database database, TestDatabase kind, Map<String, String> properties) {
            return changed(database, handle -> raise(handle, kind, "23514"));
        }
    };

    private static final List<String> TABLES = List.of(
            "mediahook_event",
            "mediahook_job",
            "mediahook_medium",
            "mediahook_notification",
            "mediahook_watch",
            "mediahook_submission",
            "mediahook_key");

    /** Causes the fault. Closing the result ends {@link #LOCKED}; the other faults stay. */
    public abstract AutoCloseable cause(Database database, TestDatabase kind, Map<String, String> properties)
            throws SQLException;

    private interface Change {
        void change(Handle handle) throws SQLException;
    }

    private static AutoCloseable changed(Database database, Change change) {
        Boolean unused = database.writer().write(handle -> {
            change.change(handle);
            return true;
        });
        return () -> {};
    }

    /** Makes every insert fail with a message that quotes the row, as somebody else's trigger might. */
    private static void raise(Handle handle, TestDatabase kind, String state) {
        if (kind == TestDatabase.POSTGRESQL) {
            handle.execute("CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no: %', NEW"
                    + " USING ERRCODE = '" + state + "', DETAIL = NEW::text; END $$ LANGUAGE plpgsql");
        }
        for (String table : TABLES) {
            String column = table.equals("mediahook_key") ? "value" : "sender";
            String key = table.equals("mediahook_notification") ? "body" : column;
            handle.execute("CREATE TRIGGER refuse_" + table + " BEFORE INSERT ON " + table
                    + (kind == TestDatabase.POSTGRESQL
                            ? " FOR EACH ROW EXECUTE FUNCTION refuse()"
                            : " BEGIN SELECT RAISE(ABORT, 'no: ' || NEW." + key + "); END"));
        }
    }
}
