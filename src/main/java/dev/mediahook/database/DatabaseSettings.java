package dev.mediahook.database;

import dev.mediahook.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and how long callers wait for it.
 *
 * @param dataDir the folder of the embedded database
 * @param url a JDBC URL of PostgreSQL; empty for the embedded database. Ignored if a data source is given
 * @param schema our own schema in PostgreSQL; empty for the first of the user's search path
 * @param queue how many writes may wait before the next is refused
 * @param patience how long a write may take
 */
public record DatabaseSettings(
        Path dataDir,
        String url,
        @Nullable String user,
        @Nullable String password,
        Optional<String> schema,
        int queue,
        Duration patience) {

    private static final Duration SHORTEST_BUDGET = Duration.ofMillis(500);
    private static final Duration LONGEST_BUDGET = Duration.ofSeconds(1);

    /** The program's settings. */
    public static DatabaseSettings of(Settings settings) {
        Settings.Database database = settings.database();
        return new DatabaseSettings(
                settings.dataDir(),
                database.url(),
                database.user(),
                database.password(),
                database.schema(),
                settings.webhook().queue(),
                settings.webhook().storeTimeout());
    }

    /** How long one caller's write may keep the writer from the others: a quarter of the patience, within bounds. */
    Duration budget() {
        Duration share = patience.dividedBy(4);
        if (share.compareTo(SHORTEST_BUDGET) < 0) {
            return SHORTEST_BUDGET;
        }
        return share.compareTo(LONGEST_BUDGET) > 0 ? LONGEST_BUDGET : share;
    }
}
