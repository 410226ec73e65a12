package dev.mediahook.inbox;

import dev.mediahook.database.Arguments;
import dev.mediahook.database.Database;
import dev.mediahook.database.GroupWrite;
import dev.mediahook.database.Rows;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import dev.mediahook.log.EventLog;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;

/**
 * Keeps events on disk. One INSERT is both the claim of the idempotent consumer and the event itself, so that there is
 * no moment in which an event is claimed but not kept.
 */
public final class Inbox {

    private static final Logger LOG = EventLog.of(Inbox.class);

    private static final String INSERT = "INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via,"
            + " received_at, state, since, deadline, due, reason, body, proof, delivery_id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)"
            + " ON CONFLICT (sender, dedup_key) DO NOTHING";
    private static final String COUNT_REPEAT =
            "UPDATE mediahook_event SET duplicates = duplicates + 1, webhook_at = COALESCE(webhook_at, ?) WHERE sender = ? AND dedup_key = ?";

    private static final String FORGET = "DELETE FROM mediahook_event WHERE sender = ? AND dedup_key = ?"
            + " AND received_at < ? AND state IN ('done', 'dead')";

    /** What an unsigned webhook said, and its sender did not confirm then, is said by the sender itself. */
    private static final String BELIEVE = "UPDATE mediahook_event SET state = 'accepted', due = 0, attempts = 0,"
            + " reason = NULL, since = ? WHERE sender = ? AND dedup_key = ? AND state = 'dead'"
            + " AND reason IN ('unknown_job', 'unconfirmed')";

    /** The year 2100, in seconds. */
    private static final long LATEST = 4_102_444_800L;

    private final Database database;
    private final InstantSource clock;
    private final Duration usualLife;
    private final Duration retention;
    private final Consumer<Event> kept;
    private final GroupWrite<Event, Kept> keeping = this::keepAll;

    /**
     * @param usualLife the deadline, from its arrival on, of an event that names none
     * @param retention how long what is done or dead is remembered
     * @param kept told of each new event that is ready to be taken up, after it is on disk
     */
    public Inbox(Database database, InstantSource clock, Duration usualLife, Duration retention, Consumer<Event> kept) {
        this.retention = retention;
        this.database = database;
        this.clock = clock;
        this.usualLife = usualLife;
        this.kept = kept;
    }

    /**
     * Keeps an event. Returns only when it, or the earlier one that said the same, is on disk.
     *
     * @throws DeliveryRefused if nothing shows that its sender said it: the route lacks a step that verifies
     * @throws dev.mediahook.database.StoreUnavailable if it could not be kept
     */
    public Kept keep(Event event) {
        if (event.proof() == Proof.NONE) {
            LOG.error(
                    "event={} sender={} not kept: no step of the route has verified the delivery; put the verifying bean"
                            + " before the mapping",
                    event.id(),
                    event.sender());
            throw new DeliveryRefused(new Refusal(
                    event.receivedAt(),
                    event.sender(),
                    RefusalCause.UNVERIFIED,
                    event.body().size(),
                    event.body().sha256()));
        }
        Kept result = database.writer().offer(keeping, event);
        if (result == Kept.NEW && event.readable()) {
            kept.accept(event);
        }
        return result;
    }

    private List<Kept> keepAll(Handle handle, List<Event> events) throws SQLException {
        boolean[] isNew = insert(handle, events);
        if (repeats(events, isNew).isEmpty()) {
            return Collections.nCopies(events.size(), Kept.NEW);
        }
        List<Event> again = forget(handle, repeats(events, isNew));
        boolean[] isNewAgain = insert(handle, again);
        for (int i = 0; i < events.size(); i++) {
            int place = again.indexOf(events.get(i));
            isNew[i] = isNew[i] || (place >= 0 && isNewAgain[place]);
        }
        List<Event> repeats = repeats(events, isNew);
        countRepeats(handle, repeats);
        believe(handle, repeats);
        List<Kept> results = new ArrayList<>(events.size());
        for (boolean one : isNew) {
            results.add(one ? Kept.NEW : Kept.REPEAT);
        }
        return results;
    }

    private boolean[] insert(Handle handle, List<Event> events) throws SQLException {
        int[] inserted = Rows.change(handle, INSERT, events, this::bind);
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

    /** Those that repeat what is past its retention, and is deleted by this: they are news again. */
    private List<Event> forget(Handle handle, List<Event> repeats) throws SQLException {
        long cutoff = clock.instant().minus(retention).toEpochMilli();
        int[] deleted = Rows.change(handle, FORGET, repeats, (row, repeat) -> {
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
        Instant deadline = event.deadline();
        row.number(1, event.id().value());
        row.text(2, event.sender());
        row.text(3, event.key());
        row.text(4, event.status());
        row.text(5, event.jobId());
        row.text(6, event.via().word());
        row.number(7, receivedAt);
        row.text(8, event.readable() ? "accepted" : "dead");
        row.number(9, receivedAt);
        row.number(10, deadline == null ? receivedAt + usualLife.toMillis() : millis(deadline));
        row.text(11, event.readable() ? null : Reason.UNREADABLE.word());
        row.bytes(12, event.body().bytes());
        row.text(13, event.proof().word());
        row.text(14, event.notes().deliveryId());
    }

    /** Whatever date a route has read: one that is out of all reason is only late. */
    private static long millis(Instant deadline) {
        return Math.max(0, Math.min(LATEST, deadline.getEpochSecond())) * 1000 + deadline.getNano() / 1_000_000;
    }

    private static void countRepeats(Handle handle, List<Event> repeats) throws SQLException {
        int[] unused = Rows.change(handle, COUNT_REPEAT, repeats, (row, repeat) -> {
            if (repeat.via() == Via.WEBHOOK) {
                row.number(1, repeat.receivedAt().toEpochMilli());
            } else {
                row.nothing(1);
            }
            row.text(2, repeat.sender());
            row.text(3, repeat.key());
        });
    }

    private static void believe(Handle handle, List<Event> repeats) throws SQLException {
        List<Event> polled =
                repeats.stream().filter(repeat -> repeat.via() == Via.POLL).toList();
        int[] unused = Rows.change(handle, BELIEVE, polled, (row, repeat) -> {
            row.number(1, repeat.receivedAt().toEpochMilli());
            row.text(2, repeat.sender());
            row.text(3, repeat.key());
        });
    }

    /** Deletes what is done or dead and older than the retention; says how many were deleted, at most a thousand. */
    public int deleteOlderThan(Duration retention) {
        long cutoff = clock.instant().minus(retention).toEpochMilli();
        List<Long> old = database.read(handle -> handle.createQuery("SELECT id FROM mediahook_event WHERE id < :id"
                        + " AND received_at < :cutoff AND state IN ('done', 'dead') ORDER BY id LIMIT 1000")
                .bind("id", EventIds.first(cutoff))
                .bind("cutoff", cutoff)
                .mapTo(Long.class)
                .list());
        return database.writer().inSteps(old, (handle, ids) -> handle.createUpdate(
                        "DELETE FROM mediahook_event WHERE id IN (<ids>) AND state IN ('done', 'dead')")
                .bindList("ids", ids)
                .execute());
    }
}
