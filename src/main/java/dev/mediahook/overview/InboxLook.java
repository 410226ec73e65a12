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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * Counts events that are not done, and finds media that are about to be lost. It reads a bounded number of rows,
 * however many events are kept or undone.
 */
public final class InboxLook {

    private static final Duration SOON = Duration.ofMinutes(10);
    private static final int MOST = 50;

    /** Counting stops at this number, so that a backlog does not keep a screen waiting. */
    static final int MOST_COUNTED = 100_000;

    /** How many events of a backlog are searched for a deadline that is near. */
    private static final int MOST_LOOKED_AT = 10_000;

    /** Of the events that come back by themselves, only this many are searched, the next ones first. */
    private static final int NEXT = 2_000;

    private static final String TABLE = "mediahook_event";
    private static final List<String> UNDONE = List.of("accepted", "waiting", "processing");
    private static final Listing EVENTS = new Listing(TABLE, "received_at", "state", UNDONE, "id");

    private static final String SOON_OVER = " deadline > :now AND deadline <= :soon";

    /** Repeats the condition of the partial indexes word for word. */
    private static final String ACCEPTED = "SELECT id FROM mediahook_event WHERE state = 'accepted'"
            + " AND sender IN (<senders>) AND" + SOON_OVER + " LIMIT " + MOST_LOOKED_AT;

    private static final String UNDER_WAY = "SELECT id FROM (SELECT id, deadline FROM mediahook_event"
            + " WHERE state IN ('waiting', 'processing') ORDER BY due LIMIT " + NEXT + ") AS next WHERE"
            + SOON_OVER;

    private static final String DYING = "SELECT id, sender, job_id, received_at, deadline, attempts, state, reason"
            + " FROM mediahook_event WHERE id IN (%s) AND deadline <> received_at + :usual ORDER BY deadline LIMIT "
            + MOST;

    /**
     * From this number on, a count is remembered: it hardly changes from one look to the next, and each look would
     * count all of the rows.
     */
    private static final int MANY = 10_000;

    /** Longer than the pause between two counts by the meters. */
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    /** Counting one state takes at most one in this many parts of the time. */
    private static final int PARTS_OF_THE_TIME = 100;

    private final Database database;
    private final Map<String, Counted> last = new ConcurrentHashMap<>();

    /**
     * @param keeps how long the count is as good as a new one
     */
    private record Counted(int count, Instant at, Duration keeps) {

        boolean isGood(Instant now) {
            return count >= MANY && Duration.between(at, now).abs().compareTo(keeps) < 0;
        }
    }

    public InboxLook(Database database) {
        this.database = database;
    }

    InboxView inbox(Instant now) {
        return database.read(handle -> {
            int accepted = count(handle, "accepted", now);
            int waiting = count(handle, "waiting", now);
            int processing = count(handle, "processing", now);
            return new InboxView(
                    accepted + waiting + processing,
                    accepted,
                    waiting,
                    processing,
                    Math.max(0, (now.toEpochMilli() - oldest(handle).orElse(now.toEpochMilli())) / 1_000),
                    count(handle, "dead", now));
        });
    }

    private int count(Handle handle, String state, Instant now) {
        Counted known = last.get(state);
        if (known != null && known.isGood(now)) {
            return known.count();
        }
        long begun = System.nanoTime();
        int count = EVENTS.count(handle, state, MOST_COUNTED);
        Duration keeps = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(PARTS_OF_THE_TIME);
        last.put(state, new Counted(count, now, keeps.compareTo(REMEMBERED) < 0 ? REMEMBERED : keeps));
        return count;
    }

    /** When the oldest event that is not done came; nothing if there is none. */
    private static Optional<Long> oldest(Handle handle) {
        return UNDONE.stream()
                .flatMap(state -> EVENTS.oldest(handle, state).stream())
                .min(Comparator.naturalOrder());
    }

    /** Events whose media have a known end that is near. */
    List<Dying> dying(Instant now, Duration usualLife) {
        return database.read(handle -> {
            List<String> senders = Listing.senders(handle, TABLE);
            return senders.isEmpty()
                    ? List.of()
                    : Stream.of(ACCEPTED, UNDER_WAY)
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
