package dev.mediahook.database;

/** What differs between the two databases. The statements themselves are the same. */
public enum Dialect {
    /** One writer at a time, in this process; nothing to lock. */
    SQLITE("db/sqlite", "", ""),
    /** Several programs may write at once. */
    POSTGRESQL("db/postgresql", " FOR UPDATE SKIP LOCKED", " FOR UPDATE");

    private final String migrations;
    private final String skipLocked;
    private final String forUpdate;

    Dialect(String migrations, String skipLocked, String forUpdate) {
        this.migrations = migrations;
        this.skipLocked = skipLocked;
        this.forUpdate = forUpdate;
    }

    static Dialect of(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException(
                "mediahook.database.url has to begin with jdbc:postgresql: (or be left out for the embedded database)");
    }

    String migrations() {
        return migrations;
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
