package dev.mediahook.database;

import java.util.Map;

/** What differs between the two databases. The statements themselves are the same. */
public enum Dialect {
    /** One writer at a time, in this process; nothing to lock. */
    SQLITE("", "", "INTEGER", "BLOB"),
    /** Several programs may write at once. */
    POSTGRESQL(" FOR UPDATE SKIP LOCKED", " FOR UPDATE", "BIGINT", "BYTEA");

    private final String skipLocked;
    private final String forUpdate;
    private final String wholeNumber;
    private final String bytes;

    Dialect(String skipLocked, String forUpdate, String wholeNumber, String bytes) {
        this.skipLocked = skipLocked;
        this.forUpdate = forUpdate;
        this.wholeNumber = wholeNumber;
        this.bytes = bytes;
    }

    /** What the schema's placeholders for column types stand for. */
    Map<String, String> types() {
        return Map.of("long", wholeNumber, "bytes", bytes);
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
