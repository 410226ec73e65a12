package dev.mediahook.database;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/** What differs between the two databases. The statements themselves are the same. */
public enum Dialect {
    /** One writer at a time, in this process; nothing to lock. */
    SQLITE("", "", "INTEGER", "BLOB", "COLLATE BINARY"),
    /** Several programs may write at once. */
    POSTGRESQL(" FOR UPDATE SKIP LOCKED", " FOR UPDATE", "BIGINT", "BYTEA", "COLLATE \"C\"");

    /** By this name a {@link org.jdbi.v3.core.Jdbi} knows it. */
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

    /** That of the database that a handle reads. */
    public static Dialect of(Handle handle) {
        return (Dialect) handle.getConfig(SqlStatements.class).getAttribute(ATTRIBUTE);
    }

    /** What the schema's placeholders for column types stand for. */
    Map<String, String> types() {
        return Map.of("long", wholeNumber, "bytes", bytes, "bytewise", bytewise);
    }

    /** Ends a select whose rows this transaction alone will change, passing over those that another is changing. */
    public String skipLocked() {
        return skipLocked;
    }

    /** Ends a select whose row this transaction will change, waiting for another that is changing it. */
    public String forUpdate() {
        return forUpdate;
    }
}
