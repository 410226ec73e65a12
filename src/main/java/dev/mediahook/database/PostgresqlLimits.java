package dev.mediahook.database;

import java.time.Duration;
import java.util.Properties;

/**
 * Settings for each PostgreSQL connection: timeouts, commits that wait for the disk, and reads by index. Without the
 * timeouts, a server or a network that falls silent would stop the program for ever, and a stopped node that holds a
 * row lock would stop all others. Driver timeouts in the JDBC URL take precedence.
 */
final class PostgresqlLimits {

    private static final int READ_MILLIS = 10_000;

    /** A node that stops inside a transaction loses the transaction and its locks. */
    private static final int IDLE_IN_TRANSACTION_MILLIS = 5_000;

    /** Many times what another node's commit takes. */
    private static final int LOCK_MILLIS = 100;

    /**
     * A server may be configured to confirm a commit before its log is on disk; a crash would then lose acknowledged
     * deliveries. Stricter settings, for example waiting for a standby, stay unchanged.
     */
    private static final String ON_DISK =
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    /**
     * A server may be configured to end a connection that is idle for a while, though deliveries are rare. Versions
     * before 14 have no such setting.
     */
    private static final String IDLE = ", false) FROM pg_settings WHERE name = 'idle_session_timeout'";

    /** Stricter levels refuse transactions that run beside others, so that deliveries would be answered 503. */
    private static final String ISOLATION = " default_transaction_isolation = 'read committed'";

    /**
     * Fails with state 22P05 on a database whose encoding lacks characters: an id or a message can hold any, and a write
     * that holds one would fail for ever.
     */
    private static final String EVERY_CHARACTER = "; SELECT '\uD83C\uDFAC'";

    /**
     * Whatever the statistics say: the table may hold millions of rows by the time a cached plan is used. The server
     * still scans a table if there is no other way.
     */
    private static final String BY_INDEX = " enable_seqscan = off";

    /**
     * For the rest of a transaction: a node that holds one row often holds many, and this transaction would wait for
     * each.
     */
    static final String IMPATIENT = "SET LOCAL lock_timeout = 5";

    /** Tells the settings that {@link #writer} and a schema change, as SQL that makes them what they are now. */
    static final String BEFORE = "SELECT string_agg(format('SELECT set_config(%L, %L, false)', name,"
            + " current_setting(name)), '; ') FROM pg_settings WHERE name IN ('search_path', 'statement_timeout',"
            + " 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'synchronous_commit',"
            + " 'enable_seqscan', 'default_transaction_isolation')";

    private PostgresqlLimits() {}

    /** Driver properties, in seconds: the timeouts for connecting and for a silent connection. */
    static Properties driver() {
        Properties driver = new Properties();
        driver.setProperty("connectTimeout", "5");
        driver.setProperty("loginTimeout", "5");
        driver.setProperty("socketTimeout", "15");
        driver.setProperty("cancelSignalTimeout", "5");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("logServerErrorDetail", "false");
        driver.setProperty("ApplicationName", "mediahook");
        return driver;
    }

    /** A statement waits only briefly for locks, since others wait behind it, and takes twice the budget at most. */
    static String writer(Duration budget) {
        return "SET statement_timeout = " + 2 * budget.toMillis() + "; SET lock_timeout = " + LOCK_MILLIS
                + "; SET idle_in_transaction_session_timeout = "
                + IDLE_IN_TRANSACTION_MILLIS + "; SET" + BY_INDEX + "; SET" + ISOLATION + "; " + ON_DISK
                + "; SELECT set_config(name, '0'" + IDLE + EVERY_CHARACTER;
    }

    /**
     * @param scope SET for the connection, SET LOCAL for one transaction
     */
    static String reader(String scope) {
        return scope + " statement_timeout = " + READ_MILLIS + "; " + scope + " idle_in_transaction_session_timeout = "
                + READ_MILLIS + "; " + scope + BY_INDEX;
    }
}
