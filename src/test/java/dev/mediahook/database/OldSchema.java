package dev.mediahook.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Creates the tables as an earlier version did. */
public final class OldSchema {

    private OldSchema() {}

    /**
     * Creates the tables in an empty PostgreSQL database.
     *
     * @param server the settings with which to connect
     * @param version the last schema version that the earlier program had
     */
    public static void make(Map<String, String> server, String version) {
        make(Dialect.POSTGRESQL, server.get("mediahook.database.url"), server.get("mediahook.database.user"), version);
    }

    /** Creates the tables in the SQLite file of a data folder. */
    public static void make(Path dataDir, String version) {
        make(Dialect.SQLITE, "jdbc:sqlite:" + dataDir.resolve("mediahook.db"), null, version);
    }

    private static void make(Dialect dialect, String url, String user, String version) {
        Flyway.configure()
                .dataSource(url, user, null)
                .resourceProvider(new SchemaFiles(dialect))
                .javaMigrationClassProvider(List::of)
                .table("mediahook_schema")
                .placeholders(dialect.types())
                .target(version)
                .load()
                .migrate();
    }
}
