package dev.mediahook.overview;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventId;
import dev.mediahook.overview.OverviewView.Dying;
import dev.mediahook.overview.OverviewView.InboxView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Counts what is not done, by the partial indexes of the inbox: however much is kept, only what is undone is looked at. */
final class InboxLook {

    private static final Duration SOON = Duration.ofMinutes(10);
    private static final int MOST = 50;

    /** The conditions of the partial indexes, word for word. */
    private static final List<String> UNDONE = List.of("state = 'accepted'", "state IN ('waiting', 'processing')");

    /** From sender to sender by the index that begins with it: what is done is not looked through. */
    private static final String DEAD =
            "WITH RECURSIVE known(sender) AS (SELECT min(sender) FROM mediahook_event UNION ALL"
                    + " SELECT (SELECT min(e.sender) FROM mediahook_event e WHERE e.sender > known.sender) FROM known"
                    + " WHERE known.sender IS NOT NULL) SELECT coalesce(sum((SELECT count(*) FROM mediahook_event e"
                    + " WHERE e.sender = known.sender AND e.state = 'dead')), 0) FROM known WHERE known.sender IS NOT NULL";

    private final Database database;

    InboxLook(Database database) {
        this.database = database;
    }

    InboxView inbox(Instant now) {
        return database.read(handle -> {
            Map<String, Integer> counts = new HashMap<>();
            long oldest = now.toEpochMilli();
            for (String undone : UNDONE) {
                for (State state : states(handle, undone)) {
                    counts.put(state.name(), state.count());
                    oldest = Math.min(oldest, state.oldest());
                }
            }
            int accepted = counts.getOrDefault("accepted", 0);
            int waiting = counts.getOrDefault("waiting", 0);
            int processing = counts.getOrDefault("processing", 0);
            int dead = handle.createQuery(DEAD).mapTo(Integer.class).one();
            return new InboxView(
                    accepted + waiting + processing,
                    accepted,
                    waiting,
                    processing,
                    Math.max(0, (now.toEpochMilli() - oldest) / 1_000),
                    dead);
        });
    }

    private record State(String name, int count, long oldest) {}

    private static List<State> states(Handle handle, String undone) {
        return handle.createQuery("SELECT state, count(*), min(received_at) FROM mediahook_event WHERE " + undone
                        + " GROUP BY state")
                .map((row, context) -> new State(row.getString(1), row.getInt(2), row.getLong(3)))
                .list();
    }

    /** Events with media of a known end that is near. */
    List<Dying> dying(Instant now, Duration usualLife) {
        return database.read(handle -> UNDONE.stream()
                .flatMap(undone -> dying(handle, now, usualLife, undone))
                .sorted(Comparator.comparing(Dying::deadline))
                .limit(MOST)
                .toList());
    }

    private static Stream<Dying> dying(Handle handle, Instant now, Duration usualLife, String undone) {
        return handle
                .createQuery("SELECT id, sender, job_id, received_at, deadline, attempts, state, reason"
                        + " FROM mediahook_event WHERE " + undone
                        + " AND deadline > :now AND deadline <= :soon AND deadline <> received_at + :usual"
                        + " ORDER BY deadline LIMIT " + MOST)
                .bind("now", now.toEpochMilli())
                .bind("soon", now.plus(SOON).toEpochMilli())
                .bind("usual", usualLife.toMillis())
                .map((row, context) -> one(row))
                .list()
                .stream();
    }

    private static Dying one(ResultSet row) throws SQLException {
        return new Dying(
                new EventId(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getInt(6),
                row.getString(7),
                row.getString(8));
    }

    /** How many events came in each minute since a time; for the counts of the time before this program began. */
    Map<Long, Integer> acceptedByMinute(long firstId) {
        return database.read(handle -> {
            Map<Long, Integer> found = new HashMap<>();
            handle.createQuery("SELECT received_at / 60000 AS minute, count(*) FROM mediahook_event WHERE id >= :first"
                            + " GROUP BY received_at / 60000")
                    .bind("first", firstId)
                    .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
            return found;
        });
    }
}
