package dev.mediahook.inbox;

import dev.mediahook.database.Arguments;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.GroupWrite;
import dev.mediahook.database.Rows;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Inserts events, and finds those that repeat others. Of several nodes that are given the same one, one inserts it; the
 * others neither wait for that one nor can they be in a deadlock with it: they come again when it is done.
 */
final class Keeping implements GroupWrite<Event, Keeping.Found> {

    private static final Found NEW = new Found(Kept.NEW, true);
    private static final String COUNT_REPEAT = "UPDATE mediahook_event SET duplicates = duplicates + 1,"
            + " webhook_at = COALESCE(webhook_at, ?) WHERE %s";

    private static final String FORGET =
            "DELETE FROM mediahook_event WHERE %s AND received_at < ? AND state IN ('done', 'dead')";
    private static final String KEY = "sender = ? AND dedup_key = ?";

    /** A row that another program holds just now is left to it. */
    private static final String FREE_KEY =
            "id = (SELECT id FROM mediahook_event WHERE sender = ? AND dedup_key = ? FOR UPDATE SKIP LOCKED)";

    private static final String CLAIM_KEYS = "SELECT pg_try_advisory_xact_lock(word) FROM unnest(?) WITH ORDINALITY"
            + " AS words(word, place) ORDER BY place";

    /** The year 2100, in seconds. */
    private static final long LATEST = 4_102_444_800L;

    private final Dialect dialect;
    private final InstantSource clock;
    private final Duration usualLife;
    private final Duration retention;
    private final PayloadTable payloads;
    private final String insert;
    private final String countFree;
    private final String forget;
    private final GroupWrite<Event, Boolean> counting = Keeping::countWaiting;

    /**
     * What came of an event.
     *
     * @param counted false if it is a repeat that is not on the stored event's count yet
     */
    record Found(Kept kept, boolean counted) {}

    Keeping(Dialect dialect, InstantSource clock, Duration usualLife, Duration retention) {
        this.dialect = dialect;
        this.clock = clock;
        this.usualLife = usualLife;
        this.retention = retention;
        boolean many = dialect == Dialect.POSTGRESQL;
        String free = many ? FREE_KEY : KEY;
        this.payloads = PayloadTable.of(dialect);
        this.insert = payloads.insert();
        this.countFree = COUNT_REPEAT.formatted(free);
        this.forget = FORGET.formatted(free);
    }

    /** Counts repeats whose event another program had locked. */
    GroupWrite<Event, Boolean> counting() {
        return counting;
    }

    @Override
    public List<Boolean> free(Handle handle, List<Event> events) throws SQLException {
        if (dialect == Dialect.SQLITE) {
            return GroupWrite.super.free(handle, events);
        }
        return Rows.answer(
                handle,
                CLAIM_KEYS,
                events,
                (row, all) -> row.numbers(1, all.stream().map(Keeping::lock).toList()),
                row -> row.getBoolean(1));
    }

    /** Two keys with the same number are only taken one after the other. */
    private static Long lock(Event event) {
        String key = event.sender() + '/' + event.key();
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    @Override
    public List<Found> write(Handle handle, List<Event> events) throws SQLException {
        boolean[] isNew = insert(handle, events);
        if (repeats(events, isNew).isEmpty()) {
            return Collections.nCopies(events.size(), NEW);
        }
        List<Event> again = forget(handle, repeats(events, isNew));
        boolean[] isNewAgain = insert(handle, again);
        for (int i = 0; i < events.size(); i++) {
            int place = again.indexOf(events.get(i));
            isNew[i] = isNew[i] || (place >= 0 && isNewAgain[place]);
        }
        List<Event> repeats = repeats(events, isNew);
        int[] counted = countRepeats(handle, repeats);
        Revival.of(handle, payloads, sorted(repeats), this::deadline);
        List<Found> results = new ArrayList<>(events.size());
        int repeat = 0;
        for (boolean one : isNew) {
            results.add(one ? NEW : new Found(Kept.REPEAT, counted[repeat++] > 0));
        }
        return results;
    }

    private boolean[] insert(Handle handle, List<Event> events) throws SQLException {
        int[] inserted = Rows.change(handle, insert, events, this::bind);
        boolean[] isNew = new boolean[inserted.length];
        for (int i = 0; i < inserted.length; i++) {
            isNew[i] = inserted[i] != 0;
        }
        return isNew;
    }

    private static List<Event> repeats(List<Event> events, boolean[] isNew) {
        List<Event> repeats = new ArrayList<>();
        for (int i = 0; i < isNew.length; i++) {
            if (!isNew[i]) {
                repeats.add(events.get(i));
            }
        }
        return repeats;
    }

    /** Events that repeat one past its retention are new again; the old one is deleted here. */
    private List<Event> forget(Handle handle, List<Event> repeats) throws SQLException {
        long cutoff = clock.instant().minus(retention).toEpochMilli();
        int[] deleted = Rows.change(handle, forget, repeats, (row, repeat) -> {
            row.text(1, repeat.sender());
            row.text(2, repeat.key());
            row.number(3, cutoff);
        });
        List<Event> news = new ArrayList<>();
        for (int i = 0; i < deleted.length; i++) {
            if (deleted[i] > 0) {
                news.add(repeats.get(i));
            }
        }
        return news;
    }

    private void bind(Arguments row, Event event) throws SQLException {
        long receivedAt = event.receivedAt().toEpochMilli();
        row.number(1, event.id().value());
        row.text(2, event.sender());
        row.text(3, event.key());
        row.text(4, event.status());
        row.text(5, event.jobId());
        row.text(6, event.via().word());
        row.number(7, receivedAt);
        row.text(8, event.readable() ? "accepted" : "dead");
        row.number(9, receivedAt);
        row.number(10, deadline(event));
        row.text(11, event.readable() ? null : Reason.UNREADABLE.word());
        row.text(12, event.proof().word());
        row.text(13, event.notes().deliveryId());
        row.text(14, event.notes().trace());
        payloads.bind(row, event);
    }

    private long deadline(Event event) {
        Instant deadline = event.deadline();
        return deadline == null ? event.receivedAt().toEpochMilli() + usualLife.toMillis() : millis(deadline);
    }

    /** A date as a route has read it; an absurd one only means that the event is late. */
    private static long millis(Instant deadline) {
        return Math.max(0, Math.min(LATEST, deadline.getEpochSecond())) * 1000 + deadline.getNano() / 1_000_000;
    }

    private int[] countRepeats(Handle handle, List<Event> repeats) throws SQLException {
        return Rows.change(handle, countFree, repeats, Keeping::bindRepeat);
    }

    private static List<Boolean> countWaiting(Handle handle, List<Event> repeats) throws SQLException {
        int[] unused = Rows.change(handle, COUNT_REPEAT.formatted(KEY), sorted(repeats), Keeping::bindRepeat);
        return Collections.nCopies(repeats.size(), Boolean.TRUE);
    }

    /** If all lock rows in the order of their keys, no two wait for each other. */
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
