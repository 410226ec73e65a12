package dev.mediahook.database;

import java.util.Map;

/** What differs between the two databases. The statements themselves are the same. */
public enum Dialect {
    /** One writer at a time, in this process; nothing to lock. */
    SQLITE("", "", Map.of("long", "INTEGER", "bytes", "BLOB")),
    /** Several programs may write at once. */
    POSTGRESQL(" FOR UPDATE SKIP LOCKED", " FOR UPDATE", Map.of("long", "BIGINT", "bytes", "BYTEA"));

    private final String skipLocked;
    private final String forUpdate;
    private final Map<String, String> types;

    Dialect(String skipLocked, String forUpdate, Map<String, String> types) {
        this.skipLocked = skipLocked;
        this.forUpdate = forUpdate;
        this.types = types;
    }

    /** What the schema's placeholders for column types stand for. */
    Map<String, String> types() {
        return types;
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
