package dev.mediahook.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.ConnectionFactory;

/** Where connections come from: an embedded database, a server, or a host's pool. */
interface Source extends WriterSession.Connections, ConnectionFactory, AutoCloseable {

    /** A pool for reads. It connects at the first read, so that the schema exists by then. */
    static HikariDataSource readers(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("mediahook-readers");
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(2_000);
        return pool;
    }

    Dialect dialect();

    @Override
    default boolean keepsPlans() {
        return dialect() == Dialect.POSTGRESQL;
    }

    /** Whether several connections may write at once. */
    boolean manyWriters();

    /** Configures Flyway for this database. */
    FluentConfiguration migrating(FluentConfiguration flyway);

    /** For messages: the property to check if the database can't be used, and its value if it is no secret. */
    String named();

    /** A connection for reads. Return it with {@link #closeConnection}. */
    @Override
    Connection openConnection() throws SQLException;

    @Override
    void close();
}
