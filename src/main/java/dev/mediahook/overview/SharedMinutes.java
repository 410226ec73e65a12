package dev.mediahook.overview;

import dev.mediahook.database.Database;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Adds the counts of this program to the counts of all nodes, and reads the totals: one row for each minute of the last
 * day.
 */
final class SharedMinutes {

    /** In minutes. Older counts of another node have been read already, or are read after a restart. */
    private static final long NEWEST = 60;

    private static final String COLUMNS = columns("%s");

    private static final String ADD = "INSERT INTO mediahook_minute (minute, " + COLUMNS + ") VALUES (:minute, "
            + columns(":%s") + ") ON CONFLICT (minute) DO UPDATE SET "
            + columns("%1$s = mediahook_minute.%1$s + excluded.%1$s");

    private final Database database;
    private final Traffic traffic;
    private final InstantSource clock;
    private boolean readBefore;

    SharedMinutes(Database database, Traffic traffic, InstantSource clock) {
        this.database = database;
        this.traffic = traffic;
        this.clock = clock;
    }

    private static String columns(String form) {
        return Arrays.stream(Flow.values())
                .map(flow -> form.formatted(column(flow)))
                .collect(Collectors.joining(", "));
    }

    private static String column(Flow flow) {
        return flow.name().toLowerCase(Locale.ROOT);
    }

    void share() {
        List<Minute> own = traffic.unwritten();
        long now = clock.millis() / 60_000;
        if (!own.isEmpty()) {
            int unused = database.writer().write(handle -> {
                own.forEach(minute -> add(handle, minute));
                return handle.createUpdate("DELETE FROM mediahook_minute WHERE minute < :first")
                        .bind("first", now - 2 * Traffic.MINUTES)
                        .execute();
            });
        }
        List<Minute> all = read(now - (readBefore ? NEWEST : Traffic.MINUTES));
        traffic.shared(own, all);
        readBefore = true;
    }

    private static void add(Handle handle, Minute minute) {
        var update = handle.createUpdate(ADD).bind("minute", minute.minute());
        for (Flow flow : Flow.values()) {
            update.bind(column(flow), minute.of(flow));
        }
        update.execute();
    }

    private List<Minute> read(long first) {
        return database.read(handle -> handle.createQuery(
                        "SELECT minute, " + COLUMNS + " FROM mediahook_minute WHERE minute >= :first")
                .bind("first", first)
                .map((row, context) -> {
                    Map<Flow, Integer> counts = new EnumMap<>(Flow.class);
                    for (Flow flow : Flow.values()) {
                        counts.put(flow, row.getInt(column(flow)));
                    }
                    return new Minute(row.getLong("minute"), counts);
                })
                .list());
    }
}
