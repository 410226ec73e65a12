package dev.mediahook.database;

import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.log.EventLog;
import dev.mediahook.work.Loops;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The database behind inbox, jobs and notifications: SQLite under the data folder, or PostgreSQL. */
public final class Database implements AutoCloseable {

    private static final Logger LOG = EventLog.of(Database.class);
    private static final String SCHEMA_NAME = "[a-z_][a-z0-9_]{0,62}";

    private final Source source;
    private final Writers writers;
    private final Outage outage;
    private final Jdbi reading;

    private Database(Source source, Writers writers, Outage outage) {
        this.source = source;
        this.writers = writers;
        this.outage = outage;
        this.reading = JdbiConfiguration.configured(Jdbi.create(source)).define(Dialect.ATTRIBUTE, source.dialect());
    }

    /** Opens the program's database. */
    public static Database open(Settings settings, Loops loops) {
        return open(DatabaseSettings.of(settings), Optional.empty(), loops);
    }

    /**
     * Opens the database and migrates its schema. Waits for a server that does not answer yet.
     *
     * @param given a host's own pool, which this program never closes; its metadata tell the dialect
     * @param loops creates the writers' loops
     * @throws SettingsFault in one line, if the database can't be used or another program has locked the data folder
     */
    public static Database open(DatabaseSettings settings, Optional<DataSource> given, Loops loops) {
        Source source = source(settings, given);
        try {
            if (source.dialect() == Dialect.POSTGRESQL) {
                AwayAtStart.waitFor(source, new Budget(settings.budget()));
            }
            Schema.migrate(source, settings.schema());
            Outage outage = new Outage(System::nanoTime);
            return new Database(source, Writers.of(source, settings, loops, outage), outage);
        } catch (RuntimeException unusable) {
            source.close();
            throw unusable;
        }
    }

    /**
     * Why the database server does not answer now, without waiting for it. Empty if it answers, or if the embedded
     * database is used.
     *
     * @throws SettingsFault in one line, if the server rejects the connection
     */
    public static Optional<String> awayNow(Settings settings) {
        DatabaseSettings server = DatabaseSettings.of(settings);
        if (server.url().isEmpty()) {
            return Optional.empty();
        }
        try (Source source = source(server, Optional.empty())) {
            return AwayAtStart.fault(source, new Budget(server.budget())).map(SqlFault::toString);
        }
    }

    /**
     * Whether the database has tables of an earlier version. Changes none of them.
     *
     * @throws SettingsFault in one line, if the database can't be used or another program has locked the data folder
     */
    public static boolean isOld(Settings settings) {
        DatabaseSettings here = DatabaseSettings.of(settings);
        try (Source source = source(here, Optional.empty())) {
            return Schema.isOld(source, here.schema());
        }
    }

    private static Source source(DatabaseSettings settings, Optional<DataSource> given) {
        check(settings, given.isPresent());
        if (given.isPresent()) {
            return new GivenSource(given.get(), settings.schema());
        }
        return settings.url().isEmpty() ? new EmbeddedSource(settings.dataDir()) : new ServerSource(settings);
    }

    private static void check(DatabaseSettings settings, boolean given) {
        if (!given && !settings.url().isEmpty() && !settings.url().startsWith("jdbc:postgresql:")) {
            throw new SettingsFault(List.of("mediahook.database.url has to begin with jdbc:postgresql: (or be left out"
                    + " for the embedded database)"));
        }
        if (!settings.schema().orElse("mediahook").matches(SCHEMA_NAME)) {
            throw new SettingsFault(
                    List.of("mediahook.database.schema has to be of lower-case letters, digits and underscores"));
        }
        if (settings.schema().isPresent() && !given && settings.url().isEmpty()) {
            throw new SettingsFault(List.of("mediahook.database.schema is for PostgreSQL: the embedded database has"
                    + " none; leave it out, or set mediahook.database.url"));
        }
    }

    public Dialect dialect() {
        return source.dialect();
    }

    /**
     * Opens connections besides those of the writers and readers; empty if the database is embedded or a host's pool.
     */
    Optional<WriterSession.Connections> ownConnections() {
        return source.manyWriters() ? Optional.of(source) : Optional.empty();
    }

    /** The writer for incoming deliveries. On PostgreSQL it has its own connection, so processing never delays it. */
    public GroupCommit accepting() {
        return writers.accepting();
    }

    /** The writer for the results of processing. */
    public GroupCommit writer() {
        return writers.working();
    }

    /**
     * Reads on a connection of its own.
     *
     * @throws StoreUnavailable if the database can't be read
     */
    public <T extends @Nullable Object> T read(Function<Handle, T> reading) {
        try (Handle handle = this.reading.open()) {
            return reading.apply(handle);
        } catch (RuntimeException failure) {
            if (SqlFault.behind(failure).isEmpty()) {
                throw failure;
            }
            if (SqlFault.is(failure, SqlFault::ofAll)) {
                outage.goesOn(1, SqlFault.describe(failure));
            } else {
                LOG.warn("read failed error={}", SqlFault.describe(failure));
            }
            throw StoreUnavailable.of("the database can't be read", failure);
        }
    }

    @Override
    public void close() {
        writers.close();
        source.close();
    }
}
