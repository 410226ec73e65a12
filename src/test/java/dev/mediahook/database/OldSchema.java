package dev.mediahook.database;

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
        Flyway.configure()
                .dataSource(server.get("mediahook.database.url"), server.get("mediahook.database.user"), null)
                .resourceProvider(new SchemaFiles(Dialect.POSTGRESQL))
                .javaMigrationClassProvider(List::of)
                .table("mediahook_schema")
                .placeholders(Dialect.POSTGRESQL.types())
                .target(version)
                .load()
                .migrate();
    }
}
