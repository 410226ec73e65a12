package dev.mediahook.inbox;

import dev.mediahook.database.Arguments;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.GroupWrite;
import dev.mediahook.database.Rows;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Inserts events and finds repeats. If several nodes get the same event, one inserts it. The others neither wait for it
 * nor can they deadlock with it: they try again when it is done.
 */
final class Keeping implements GroupWrite<Event, Keeping.Found> {

    private static final String INSERT_ROW = "INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via,"
            + " received_at, state, since, deadline, due, reason, proof, delivery_id, trace, body, headers, body_sum)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sender, dedup_key) DO NOTHING";
    private static final String COUNT_REPEAT = "UPDATE mediahook_event SET duplicates = duplicates + 1,"
            + " webhook_at = COALESCE(webhook_at, ?) WHERE %s";

    private static final String FORGET =
            "DELETE FROM mediahook_event WHERE %s AND received_at < ? AND state IN ('done', 'dead')";
    private static final String KEY = "sender = ? AND dedup_key = ?";

    /** A row that another program has locked is left to that program. */
    private static final String FREE_KEY =
            "id = (SELECT id FROM mediahook_event WHERE sender = ? AND dedup_key = ? FOR UPDATE SKIP LOCKED)";

    /** The year 2100, in seconds. */
    private static final long LATEST = 4_102_444_800L;

    private final InstantSource clock;
    private final Duration usualLife;
    private final Duration retention;
    private final PayloadTable payloads;
    private final Insertion insertion;
    private final String countFree;
    private final String forget;
    private final GroupWrite<Event, Boolean> counting = Keeping::countWaiting;

    /**
     * What came of an event.
     *
     * @param counted false if it is a repeat that is not on the stored event's count yet
     */
    record Found(Kept kept, boolean counted) {
        static final Found NEW = new Found(Kept.NEW, true);
        static final Found COUNTED = new Found(Kept.REPEAT, true);
    }

    /** Inserts those events of one commit that are new. */
    @FunctionalInterface
    interface Insertion {

        /**
         * @param forgotten what was received before it, in milliseconds since 1970, is past its retention if it is done or dead
         * @param found gets what is certain already; null for an event that another program is just inserting
         */
        void insert(Handle handle, List<Event> events, long forgotten, IdentityHashMap<Event, @Nullable Found> found)
                throws SQLException;
    }

    Keeping(Dialect dialect, InstantSource clock, Duration usualLife, Duration retention) {
        this.clock = clock;
        this.usualLife = usualLife;
        this.retention = retention;
        boolean many = dialect == Dialect.POSTGRESQL;
        String free = many ? FREE_KEY : KEY;
        this.payloads = PayloadTable.of(dialect);
        this.insertion = many ? new BatchInsertion(this::deadline) : this::insertByRow;
        this.countFree = COUNT_REPEAT.formatted(free);
        this.forget = FORGET.formatted(free);
    }

    /** Counts repeats whose event another program had locked. */
    GroupWrite<Event, Boolean> counting() {
        return counting;
    }

    @Override
    public List<@Nullable Found> write(Handle handle, List<Event> events) throws SQLException {
        long forgotten = clock.instant().minus(retention).toEpochMilli();
        IdentityHashMap<Event, @Nullable Found> found = new IdentityHashMap<>();
        insertion.insert(handle, events, forgotten, found);
        if (found.size() < events.size()) {
            List<Event> again = forget(handle, open(events, found), forgotten);
            if (!again.isEmpty()) {
                insertion.insert(handle, again, forgotten, found);
            }
            count(handle, open(events, found), found);
        }
        return events.stream().map(found::get).collect(Collectors.toList());
    }

    private static List<Event> open(List<Event> events, IdentityHashMap<Event, @Nullable Found> found) {
        return events.stream().filter(event -> !found.containsKey(event)).toList();
    }

    private void insertByRow(
            Handle handle, List<Event> events, long forgotten, IdentityHashMap<Event, @Nullable Found> found)
            throws SQLException {
        int[] inserted = Rows.change(handle, INSERT_ROW, events, (row, event) -> {
            long receivedAt = event.receivedAt().toEpochMilli();
            row.number(1, event.id().value());
            row.text(2, event.sender());
            row.text(3, event.key());
            row.text(4, event.status());
            row.text(5, event.jobId());
            row.text(6, event.via().word());
            row.number(7, receivedAt);
            row.text(8, state(event));
            row.number(9, receivedAt);
            row.number(10, deadline(event));
            row.text(11, reason(event));
            row.text(12, event.proof().word());
            row.text(13, event.notes().deliveryId());
            row.text(14, event.notes().trace());
            row.bytes(15, event.body().bytes());
            row.text(16, event.notes().headers());
            row.number(17, PayloadTable.sum(event.body().bytes()));
        });
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] > 0) {
                found.put(events.get(i), Found.NEW);
            }
        }
    }

    /** A new event's state. An unreadable event is dead at once: no try can succeed. */
    static String state(Event event) {
        return event.readable() ? "accepted" : "dead";
    }

    static @Nullable String reason(Event event) {
        return event.readable() ? null : Reason.UNREADABLE.word();
    }

    /** Events that repeat one past its retention are new again; the old one is deleted here. */
    private List<Event> forget(Handle handle, List<Event> repeats, long forgotten) throws SQLException {
        int[] deleted = Rows.change(handle, forget, repeats, (row, repeat) -> {
            row.text(1, repeat.sender());
            row.text(2, repeat.key());
            row.number(3, forgotten);
        });
        return IntStream.range(0, deleted.length)
                .filter(i -> deleted[i] > 0)
                .mapToObj(repeats::get)
                .toList();
    }

    private void count(Handle handle, List<Event> repeats, IdentityHashMap<Event, @Nullable Found> found)
            throws SQLException {
        int[] counted = Rows.change(handle, countFree, repeats, Keeping::bindRepeat);
        for (int i = 0; i < counted.length; i++) {
            found.put(repeats.get(i), counted[i] > 0 ? Found.COUNTED : new Found(Kept.REPEAT, false));
        }
        Revival.of(handle, payloads, sorted(repeats), this::deadline);
    }

    private long deadline(Event event) {
        Instant deadline = event.deadline();
        return deadline == null ? event.receivedAt().toEpochMilli() + usualLife.toMillis() : millis(deadline);
    }

    /** A date as a route has read it. An absurd date only makes the event count as late. */
    private static long millis(Instant deadline) {
        return Math.max(0, Math.min(LATEST, deadline.getEpochSecond())) * 1000 + deadline.getNano() / 1_000_000;
    }

    private static List<Boolean> countWaiting(Handle handle, List<Event> repeats) throws SQLException {
        int[] unused = Rows.change(handle, COUNT_REPEAT.formatted(KEY), sorted(repeats), Keeping::bindRepeat);
        return Collections.nCopies(repeats.size(), Boolean.TRUE);
    }

    /** If all programs lock rows in the order of their keys, they can't deadlock. */
    private static List<Event> sorted(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::sender).thenComparing(Event::key))
                .toList();
    }

    private static void bindRepeat(Arguments row, Event repeat) throws SQLException {
        if (repeat.via() == Via.WEBHOOK) {
            row.number(1, repeat.receivedAt().toEpochMilli());
        } else {
            row.nothing(1);
        }
        row.text(2, repeat.sender());
        row.text(3, repeat.key());
    }
}
