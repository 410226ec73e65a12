package dev.mediahook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes PostgreSQL plan a connection's prepared statements anew now and then. PostgreSQL keeps their plans. A plan made
 * while a table was empty scans the whole table later on, until the server happens to analyse it: within a minute of a
 * new database's first deliveries, that cost four fifths of the accept rate.
 */
final class PlanAge {

    private static final Duration MOST = Duration.ofSeconds(2);
    private static final String PLAN_ANEW = "DISCARD PLANS";

    private final LongSupplier nanoTime;
    private long planned;

    PlanAge(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.planned = nanoTime.getAsLong();
    }

    /** Runs in the connection's current transaction, if there is one. */
    void renewIfOld(Connection connection) throws SQLException {
        long now = nanoTime.getAsLong();
        if (now - planned > MOST.toNanos()) {
            planned = now;
            try (Statement statement = connection.createStatement()) {
                statement.execute(PLAN_ANEW);
            }
        }
    }
}
