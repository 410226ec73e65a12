package dev.mediahook.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** The tables as an earlier version made them. */
public final class OldSchema {

    private OldSchema() {}

    /**
     * Makes them in an empty PostgreSQL database.
     *
     * @param server the settings that lead to it
     * @param version the last of the schema that the earlier program had
     */
    public static void make(Map<String, String> server, String version) {
        make(Dialect.POSTGRESQL, server.get("mediahook.database.url"), server.get("mediahook.database.user"), version);
    }

    /** Makes them in SQLite's file in a data folder. */
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
