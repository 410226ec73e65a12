package dev.mediahook.database;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/** The differences between the two databases. All other parts of the statements are the same. */
public enum Dialect {
    /** One writer at a time, in this process; no row locks needed. */
    SQLITE("", "", "INTEGER", "BLOB", "COLLATE BINARY"),
    /** Several programs may write at once. */
    POSTGRESQL(" FOR UPDATE SKIP LOCKED", " FOR UPDATE", "BIGINT", "BYTEA", "COLLATE \"C\"");

    /** The attribute in which a {@link org.jdbi.v3.core.Jdbi} holds the dialect. */
    static final String ATTRIBUTE = "dialect";

    private final String skipLocked;
    private final String forUpdate;
    private final String wholeNumber;
    private final String bytes;
    private final String bytewise;

    Dialect(String skipLocked, String forUpdate, String wholeNumber, String bytes, String bytewise) {
        this.skipLocked = skipLocked;
        this.forUpdate = forUpdate;
        this.wholeNumber = wholeNumber;
        this.bytes = bytes;
        this.bytewise = bytewise;
    }

    /** The dialect of the database that a handle is connected to. */
    public static Dialect of(Handle handle) {
        return (Dialect) handle.getConfig(SqlStatements.class).getAttribute(ATTRIBUTE);
    }

    /** The values of the schema's placeholders for column types. */
    Map<String, String> types() {
        return Map.of("long", wholeNumber, "bytes", bytes, "bytewise", bytewise);
    }

    /** Ends a SELECT of rows that this transaction will change. Skips rows that another transaction has locked. */
    public String skipLocked() {
        return skipLocked;
    }

    /** Ends a SELECT of a row that this transaction will change. Waits if another transaction has locked it. */
    public String forUpdate() {
        return forUpdate;
    }
}
