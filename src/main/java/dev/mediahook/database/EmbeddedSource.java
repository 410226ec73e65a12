package dev.mediahook.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.config.SettingsFault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** SQLite in a file under the data folder. */
final class EmbeddedSource implements Source {

    private final DataFolder folder;
    private final String url;
    private final HikariDataSource readers;

    EmbeddedSource(Path dataDir) {
        folder = DataFolder.take(dataDir);
        url = "jdbc:sqlite:" + folder.database();
        DamagedLog.say(folder.database());
        if (folder.isNew()) {
            prepareNew();
        }
        readers = Source.readers(url);
        readers.setConnectionInitSql("PRAGMA query_only = ON");
    }

    private void prepareNew() {
        try (Connection connection = DriverManager.getConnection(url)) {
            SqliteSession.prepareNew(connection);
        } catch (SQLException unusable) {
            folder.close();
            throw new SettingsFault(List.of(named() + " can't be used: " + SqlFault.describe(unusable)));
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public boolean manyWriters() {
        return false;
    }

    @Override
    public FluentConfiguration migrating(FluentConfiguration flyway) {
        return flyway.dataSource(url, null, null);
    }

    @Override
    public String named() {
        return "mediahook.data-dir: " + folder.database();
    }

    @Override
    public Connection open(Budget budget) throws SQLException {
        return SetUp.of(SqliteSession.open(url), connection -> SqliteSession.prepare(connection, budget));
    }

    /** SQLite goes on writing to a file that no longer has a name, so the next start would find none of that. */
    @Override
    public void check() throws SQLException {
        if (folder.isMoved()) {
            throw new SQLException("", null, SqlFault.SQLITE_MOVED);
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        return readers.getConnection();
    }

    @Override
    public void close() {
        readers.close();
        folder.close();
    }
}
