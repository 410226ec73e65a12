package dev.mediahook.database;

import dev.mediahook.config.SettingsFault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A host's own pool. The writer keeps one of its connections while this program runs; readers borrow the others
 * briefly. All are returned in their original state, and the host closes the pool.
 */
final class GivenSource implements Source {

    private final DataSource pool;
    private final Dialect dialect;
    /** Whether the pool's connections commit by themselves; each goes back to the pool so. */
    private final boolean commits;

    private final Optional<String> schema;
    /** Gives the writer's connection the settings with which it came; a pool's may differ from the server's. */
    private volatile String undoing = "";

    GivenSource(DataSource pool, Optional<String> schema) {
        this.pool = pool;
        this.schema = schema;
        try (Connection connection = pool.getConnection()) {
            this.dialect = dialectOf(connection.getMetaData().getDatabaseProductName());
            this.commits = connection.getAutoCommit();
            // Keeps the settings that the pool has perhaps made in a transaction that is still open.
            connection.setAutoCommit(true);
            connection.setAutoCommit(commits);
        } catch (SQLException away) {
            throw StoreUnavailable.of("the given data source gives no connection", away);
        }
    }

    private static Dialect dialectOf(String product) {
        return switch (product) {
            case "PostgreSQL" -> Dialect.POSTGRESQL;
            case "SQLite" -> Dialect.SQLITE;
            default ->
                throw new SettingsFault(List.of("the given data source leads to " + product
                        + ": give one of PostgreSQL, or none for the embedded database (Spring:"
                        + " mediahook.data-source=none)"));
        };
    }

    /**
     * One that commits by itself. Another has perhaps made its settings, as the pool's schema, in a transaction that is
     * still open: a rollback would take them back.
     */
    private static Connection connection(DataSource pool) throws SQLException {
        return SetUp.of(pool.getConnection(), connection -> connection.setAutoCommit(true));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    /** A host's pool may be small, so Mediahook uses few of its connections. */
    @Override
    public boolean manyWriters() {
        return false;
    }

    @Override
    public FluentConfiguration migrating(FluentConfiguration flyway) {
        return flyway.dataSource(pool);
    }

    @Override
    public String named() {
        return "the given data source";
    }

    @Override
    public Connection open(Budget budget) throws SQLException {
        return SetUp.of(connection(pool), connection -> {
            if (dialect == Dialect.SQLITE) {
                SqliteSession.prepare(connection, budget);
            } else {
                undoing = settings(connection);
                execute(connection, PostgresqlLimits.writer(budget.length()) + path("SET"));
            }
        });
    }

    @Override
    public void release(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
                if (dialect == Dialect.POSTGRESQL) {
                    execute(connection, undoing);
                } else {
                    SqliteSession.release(connection);
                }
                connection.setAutoCommit(commits);
            }
        }
    }

    /** The settings are local to the transaction, so the pool gets an unchanged connection back in any case. */
    @Override
    public Connection openConnection() throws SQLException {
        return SetUp.of(connection(pool), connection -> {
            if (dialect == Dialect.POSTGRESQL) {
                connection.setAutoCommit(false);
                execute(connection, PostgresqlLimits.reader("SET LOCAL") + path("SET LOCAL"));
            }
        });
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(commits);
        }
    }

    private String path(String scope) {
        return schema.map(name -> "; " + scope + " search_path = \"" + name + "\"")
                .orElse("");
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PostgresqlLimits.BEFORE)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {}
}
