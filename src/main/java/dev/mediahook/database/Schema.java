package dev.mediahook.database;

import dev.mediahook.config.SettingsFault;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Creates and migrates the tables. Leaves other tables in the schema alone. */
final class Schema {

    private static final String NOT_ALLOWED = "42501";

    private Schema() {}

    /**
     * Creates the schema, if it is configured and missing, and migrates the tables.
     *
     * @throws SettingsFault in one line, if the database can't be used
     */
    static void migrate(Source source, Optional<String> schema) {
        try {
            flyway(source, schema).migrate();
        } catch (FlywayValidateException other) {
            throw fault(source.named() + " was made by an earlier snapshot of Mediahook: start with an empty one");
        } catch (FlywayException failure) {
            SqlFault fault = SqlFault.behind(failure).orElse(null);
            if (fault != null && NOT_ALLOWED.equals(fault.state())) {
                throw fault(source.named() + ": the user may not make schema or tables: grant CREATE, or make"
                        + " mediahook.database.schema and give it to the user");
            }
            throw fault(source.named() + " can't be used: "
                    + (fault == null ? failure.getClass().getSimpleName() : fault)
                    + advice(source.dialect(), fault));
        }
    }

    /** Whether there are tables of an earlier version; false if that can't be told. Changes nothing. */
    static boolean isOld(Source source, Optional<String> schema) {
        try {
            MigrationInfoService versions = flyway(source, schema).info();
            return versions.current() != null && versions.pending().length > 0;
        } catch (FlywayException unusable) {
            return false;
        }
    }

    private static Flyway flyway(Source source, Optional<String> schema) {
        FluentConfiguration flyway = source.migrating(Flyway.configure())
                .resourceProvider(new SchemaFiles(source.dialect()))
                .javaMigrationClassProvider(List::of)
                .table("mediahook_schema")
                .placeholders(source.dialect().types())
                .baselineOnMigrate(true)
                .baselineVersion("0");
        schema.ifPresent(name -> flyway.defaultSchema(name).createSchemas(true));
        return flyway.load();
    }

    private static String advice(Dialect dialect, @Nullable SqlFault fault) {
        // This error is not from a database, but from a pool that had no second connection for Flyway.
        if (fault != null && fault.state() == null && fault.code() == 0) {
            return ": its pool has to give at least two connections";
        }
        return dialect == Dialect.SQLITE
                ? ": free or make writable its disk; if the file is damaged, put a copy back or move it away"
                : ": look at the server's log";
    }

    private static SettingsFault fault(String text) {
        return new SettingsFault(List.of(text));
    }
}
