package dev.mediahook.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A PostgreSQL server, by its URL. */
final class ServerSource implements Source {

    private final DatabaseSettings settings;
    private final Properties properties;
    private final HikariDataSource readers;
    /** The plan age of each connection in the pool. */
    private final Map<Connection, PlanAge> planAges = Collections.synchronizedMap(new WeakHashMap<>());

    ServerSource(DatabaseSettings settings) {
        this.settings = settings;
        properties = PostgresqlLimits.driver();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        settings.schema().ifPresent(schema -> properties.setProperty("currentSchema", schema));
        readers = Source.readers(settings.url());
        readers.setDataSourceProperties(properties);
        readers.setConnectionInitSql(PostgresqlLimits.reader("SET"));
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public boolean manyWriters() {
        return true;
    }

    /** Without a read timeout: a migration may take long. */
    @Override
    public FluentConfiguration migrating(FluentConfiguration flyway) {
        Map<String, String> patient = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> patient.put(name, properties.getProperty(name)));
        patient.put("socketTimeout", "0");
        return flyway.dataSource(settings.url(), settings.user(), settings.password())
                .jdbcProperties(patient);
    }

    @Override
    public String named() {
        return "mediahook.database.url";
    }

    @Override
    public Connection open(Budget budget) throws SQLException {
        return SetUp.of(DriverManager.getConnection(settings.url(), properties), connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(PostgresqlLimits.writer(budget.length()));
            }
        });
    }

    @Override
    public Connection openConnection() throws SQLException {
        return SetUp.of(readers.getConnection(), connection -> planAges.computeIfAbsent(
                        connection.unwrap(Connection.class), one -> new PlanAge(System::nanoTime))
                .renewIfOld(connection));
    }

    @Override
    public void close() {
        readers.close();
    }
}
