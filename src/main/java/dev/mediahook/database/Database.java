package dev.mediahook.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The database behind inbox, jobs and notifications: SQLite under the data folder, or PostgreSQL. */
public final class Database implements AutoCloseable {

    private final Dialect dialect;
    private final GroupCommit writer;
    private final AutoCloseable readers;
    private final Jdbi reading;

    private Database(Dialect dialect, GroupCommit writer, DataSource reading, AutoCloseable readers) {
        this.dialect = dialect;
        this.writer = writer;
        this.readers = readers;
        this.reading = Jdbi.create(reading);
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws IllegalStateException where another program has the data folder's database open
     */
    public static Database open(Settings settings) {
        return open(settings, Optional.empty());
    }

    /**
     * Likewise, on a host's own pool if there is one.
     *
     * @param given is never closed here
     */
    public static Database open(Settings settings, Optional<DataSource> given) {
        if (given.isPresent()) {
            return open(settings, given.get());
        }
        Settings.Database database = settings.database();
        boolean embedded = database.url().isEmpty();
        String url = embedded
                ? "jdbc:sqlite:" + settings.dataDir().resolve("mediahook.db").toAbsolutePath()
                : database.url();
        Dialect dialect = Dialect.of(url);
        FileChannel lock = embedded ? locked(settings.dataDir()) : null;
        Properties login = login(database);
        migrate(dialect, url, database);
        GroupCommit writer = new GroupCommit(
                () -> connect(dialect, url, login),
                settings.webhook().queue(),
                settings.webhook().storeTimeout());
        HikariDataSource readers = readers(dialect, url, database);
        return new Database(dialect, writer, readers, () -> {
            readers.close();
            if (lock != null) {
                lock.close();
            }
        });
    }

    private static Database open(Settings settings, DataSource given) {
        try (Connection connection = given.getConnection()) {
            Dialect dialect = Dialect.of(connection.getMetaData().getURL());
            Flyway.configure()
                    .dataSource(given)
                    .locations("classpath:" + dialect.migrations())
                    .table("mediahook_schema")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            GroupCommit writer = new GroupCommit(
                    given::getConnection,
                    settings.webhook().queue(),
                    settings.webhook().storeTimeout());
            return new Database(dialect, writer, given, () -> {});
        } catch (SQLException unusable) {
            throw new IllegalStateException("the DataSource can't be used: " + unusable.getMessage(), unusable);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    public GroupCommit writer() {
        return writer;
    }

    /** Reads on a connection that others don't share meanwhile. */
    public <T extends @Nullable Object> T read(Function<Handle, T> reading) {
        try (Handle handle = this.reading.open()) {
            return reading.apply(handle);
        }
    }

    @Override
    public void close() {
        writer.close();
        try {
            readers.close();
        } catch (Exception unlikely) {
            throw new IllegalStateException("closing the database failed", unlikely);
        }
    }

    /** Two programs on one embedded database would take each other's events. */
    private static FileChannel locked(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            FileChannel channel = FileChannel.open(
                    dataDir.resolve("mediahook.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IllegalStateException("another Mediahook is running on " + dataDir.toAbsolutePath()
                        + ": stop it, or give this one a mediahook.data-dir of its own");
            }
            makePrivate(dataDir.resolve("mediahook.db"));
            return channel;
        } catch (IOException failure) {
            throw new UncheckedIOException("can't write to mediahook.data-dir " + dataDir.toAbsolutePath(), failure);
        }
    }

    /** The file holds keys; SQLite gives the files beside it the same permissions. */
    private static void makePrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static Properties login(Settings.Database database) {
        Properties login = new Properties();
        if (database.user() != null) {
            login.setProperty("user", database.user());
        }
        if (database.password() != null) {
            login.setProperty("password", database.password());
        }
        return login;
    }

    private static void migrate(Dialect dialect, String url, Settings.Database database) {
        Flyway.configure()
                .dataSource(url, database.user(), database.password())
                .locations("classpath:" + dialect.migrations())
                .table("mediahook_schema")
                .load()
                .migrate();
    }

    /** The writer's connection. FULL is what makes SQLite call fsync at each commit of its write-ahead log. */
    private static Connection connect(Dialect dialect, String url, Properties login) throws SQLException {
        Connection connection = DriverManager.getConnection(url, login);
        if (dialect == Dialect.SQLITE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA busy_timeout = 2000");
                statement.execute("PRAGMA cache_size = -32768");
                statement.execute("PRAGMA wal_autocheckpoint = 4000");
            }
        }
        return connection;
    }

    private static HikariDataSource readers(Dialect dialect, String url, Settings.Database database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mediahook-readers");
        config.setJdbcUrl(url);
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(2_000);
        if (dialect == Dialect.SQLITE) {
            config.setConnectionInitSql("PRAGMA query_only = ON");
        }
        return new HikariDataSource(config);
    }
}
