package dev.mediahook.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.ConnectionFactory;

/** Where connections come from: an embedded database, a server, or a host's pool. */
interface Source extends WriterSession.Connections, ConnectionFactory, AutoCloseable {

    Dialect dialect();

    @Override
    default boolean keepsPlans() {
        return dialect() == Dialect.POSTGRESQL;
    }

    /** Whether several connections may write at once. */
    boolean manyWriters();

    /** Names the database to Flyway. */
    FluentConfiguration migrating(FluentConfiguration flyway);

    /** The property to look at if the database can't be used, with its value. */
    String named();

    /** A connection that reads, and goes back by {@link #closeConnection}. */
    @Override
    Connection openConnection() throws SQLException;

    @Override
    void close();
}
