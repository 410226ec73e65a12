package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The writer's connection. It is opened on first use, and again if it breaks. */
final class WriterSession implements AutoCloseable {

    private static final Logger LOG = EventLog.of(WriterSession.class);

    private final Connections connections;
    private final Budget budget;
    private final Outage outage;
    private @Nullable Handle handle;
    private @Nullable PlanAge planAge;

    /** Opens and releases the writer's connection. */
    interface Connections {
        Connection open(Budget budget) throws SQLException;

        /** Whether the server keeps the plans of prepared statements. */
        default boolean keepsPlans() {
            return false;
        }

        /**
         * Checks, before a commit, that the database is still the one that was opened.
         *
         * @throws SQLException if not: a commit would be lost
         */
        default void check() throws SQLException {}

        default void release(Connection connection) throws SQLException {
            connection.close();
        }
    }

    WriterSession(Connections connections, Budget budget, Outage outage) {
        this.connections = connections;
        this.budget = budget;
        this.outage = outage;
    }

    Budget budget() {
        return budget;
    }

    Handle handle() throws SQLException {
        if (handle == null) {
            Connection connection = connections.open(budget);
            connection.setAutoCommit(false);
            Jdbi jdbi = JdbiConfiguration.configured(Jdbi.create(() -> connection));
            jdbi.getConfig(SqlStatements.class).setSqlLogger(budget);
            handle = jdbi.open();
            planAge = connections.keepsPlans() ? new PlanAge(System::nanoTime) : null;
        }
        return handle;
    }

    void commit() throws SQLException {
        Connection connection = handle().getConnection();
        if (planAge != null) {
            planAge.renewIfOld(connection);
        }
        connections.check();
        connection.commit();
        outage.ends();
    }

    Outage outage() {
        return outage;
    }

    void rollback() {
        try {
            if (handle != null) {
                handle.getConnection().rollback();
            }
        } catch (SQLException broken) {
            LOG.debug("database connection lost error={}", SqlFault.describe(broken));
            close();
        }
    }

    /** Rolls back to the savepoint; false if that rolled back the whole transaction. */
    boolean rollback(Savepoint savepoint) {
        try {
            handle().getConnection().rollback(savepoint);
            return true;
        } catch (SQLException gone) {
            rollback();
            return false;
        }
    }

    @Override
    public void close() {
        Handle closing = handle;
        handle = null;
        if (closing != null) {
            try {
                connections.release(closing.getConnection());
            } catch (SQLException ignored) {
                LOG.debug("closing a broken connection failed error={}", SqlFault.describe(ignored));
            }
        }
    }
}
