package dev.mediahook.overview;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/** Counts what is not done, by the partial indexes of the inbox: however much is kept, only what is undone is looked at. */
final class InboxLook {

    private static final Duration SOON = Duration.ofMinutes(10);
    private static final int MOST = 50;

    /** Of more, it is only said that they are so many: a screen is not kept waiting by a backlog. */
    static final int MOST_COUNTED = 100_000;

    /** As many of those that end soon have the usual deadline at most, for the others to be looked for behind them. */
    private static final int MOST_LOOKED_AT = 5_000;

    /** The conditions of the partial indexes, word for word. */
    private static final String ACCEPTED = "state = 'accepted'";

    private static final String UNDER_WAY = "state IN ('waiting', 'processing')";
    private static final String DEAD = "state = 'dead'";
    private static final List<String> UNDONE = List.of("accepted", "waiting", "processing");

    private static final String COUNTS =
            "SELECT state, count(*) FROM (SELECT state FROM mediahook_event WHERE %s LIMIT " + MOST_COUNTED
                    + ") AS counted GROUP BY state";

    /** From sender to sender by the index that has each sender's oldest of a state at an end. Ids grow with time. */
    private static final String OLDEST = "SELECT min((SELECT e.received_at FROM mediahook_event e"
            + " WHERE e.sender = known.word AND e.state = :state ORDER BY e.id LIMIT 1))"
            + " FROM (" + Listing.SENDERS.formatted("mediahook_event") + ") AS known";

    private static final String DYING = "SELECT id, sender, job_id, received_at, deadline, attempts, state, reason"
            + " FROM (SELECT * FROM mediahook_event WHERE %s AND deadline > :now AND deadline <= :soon LIMIT "
            + MOST_LOOKED_AT + ") AS near WHERE deadline <> received_at + :usual ORDER BY deadline LIMIT " + MOST;

    private final Database database;

    InboxLook(Database database) {
        this.database = database;
    }

    InboxView inbox(Instant now) {
        return database.read(handle -> {
            Map<String, Integer> counts = new HashMap<>();
            for (String some : List.of(ACCEPTED, UNDER_WAY, DEAD)) {
                handle.createQuery(COUNTS.formatted(some))
                        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                        .forEach(state -> counts.put(state.getKey(), state.getValue()));
            }
            int accepted = counts.getOrDefault("accepted", 0);
            int waiting = counts.getOrDefault("waiting", 0);
            int processing = counts.getOrDefault("processing", 0);
            return new InboxView(
                    accepted + waiting + processing,
                    accepted,
                    waiting,
                    processing,
                    Math.max(0, (now.toEpochMilli() - oldest(handle).orElse(now.toEpochMilli())) / 1_000),
                    counts.getOrDefault("dead", 0));
        });
    }

    /** When the oldest of what is not done came; nothing if there is none. */
    private static Optional<Long> oldest(Handle handle) {
        return UNDONE.stream()
                .flatMap(state -> handle.createQuery(OLDEST).bind("state", state).mapTo(Long.class).stream())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Events with media of a known end that is near. */
    List<Dying> dying(Instant now, Duration usualLife) {
        return database.read(handle -> {
            List<String> senders = Listing.senders(handle, "mediahook_event");
            return senders.isEmpty()
                    ? List.of()
                    : Stream.of(ACCEPTED + " AND sender IN (<senders>)", UNDER_WAY)
                            .flatMap(some -> dying(handle, now, usualLife, some, senders))
                            .sorted(Comparator.comparing(Dying::deadline))
                            .limit(MOST)
                            .toList();
        });
    }

    private static Stream<Dying> dying(
            Handle handle, Instant now, Duration usualLife, String some, List<String> senders) {
        return handle
                .createQuery(DYING.formatted(some))
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bindList("senders", senders)
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
}
