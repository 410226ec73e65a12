package dev.mediahook.database;

import java.time.Duration;
import java.util.Properties;

/**
 * What PostgreSQL is told at the beginning of a connection: how long it may keep us waiting, that a commit is on disk, and
 * that it reads by an index.
 * Without the time limits a server, or the network before it, that falls silent stops the program for ever, and a stopped
 * node that holds a row's lock stops all others. What the JDBC URL says of the driver's own time-outs wins.
 */
final class PostgresqlLimits {

    private static final Duration READ = Duration.ofSeconds(10);

    /** A node that stands still inside a transaction loses it, with its locks. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

    /** A commit of another node takes a fraction of this. */
    private static final Duration LOCK = Duration.ofMillis(100);

    /**
     * A server may be told to answer a commit before its log is on disk; a crash then takes what was acknowledged. What waits
     * for more than that, for a standby perhaps, stays as it is.
     */
    private static final String ON_DISK =
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    /**
     * However little the server thinks that a table holds: by the time that its plan is used the table may hold millions of
     * rows. It still reads a table from end to end if there is no other way.
     */
    private static final String BY_INDEX = " enable_seqscan = off";

    /** For the rest of a transaction: a node that holds one row often holds many, and each would be waited for. */
    static final String IMPATIENT = "SET LOCAL lock_timeout = 5";

    private PostgresqlLimits() {}

    /** Properties of the driver: seconds to connect, and until a silent connection is given up. */
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

    /** A statement waits only a moment for other transactions, as others wait behind it; it takes twice the budget at most. */
    static String writer(Duration budget) {
        return "SET statement_timeout = " + 2 * budget.toMillis() + "; SET lock_timeout = " + LOCK.toMillis()
                + "; SET idle_in_transaction_session_timeout = "
                + IDLE_IN_TRANSACTION.toMillis() + "; SET" + BY_INDEX + "; " + ON_DISK;
    }

    /** Takes back what {@link #writer} has set. */
    static String undone() {
        return "RESET statement_timeout; RESET lock_timeout; RESET idle_in_transaction_session_timeout;"
                + " RESET synchronous_commit; RESET enable_seqscan";
    }

    /**
     * @param scope SET for the connection, SET LOCAL for one transaction
     */
    static String reader(String scope) {
        return scope + " statement_timeout = " + READ.toMillis() + "; " + scope
                + " idle_in_transaction_session_timeout = " + READ.toMillis() + "; " + scope + BY_INDEX;
    }
}
