package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps events on disk. One INSERT is both the claim of the idempotent consumer and the event itself, so that there is
 * no moment in which an event is claimed but not kept.
 */
public final class Inbox implements EventKeeper {

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Event> kept;
    private final Keeping keeping;
    private final DoneEvents done;

    /**
     * @param usualLife the deadline, from its arrival on, of an event that names none
     * @param retention how long done or dead events are remembered
     * @param done the events whose repeats need not wait
     * @param kept is told of each new event that can be taken up, after it is on disk
     */
    public Inbox(
            Database database,
            InstantSource clock,
            Duration usualLife,
            Duration retention,
            DoneEvents done,
            Consumer<Event> kept) {
        this.database = database;
        this.clock = clock;
        this.done = done;
        this.kept = kept;
        this.keeping = new Keeping(database.dialect(), clock, usualLife, retention);
    }

    /**
     * Returns once the event, or the earlier event that it repeats, is on disk. If the database has a queue, a repeat
     * of a done event is answered at once, and is looked up and counted later, in its turn.
     */
    @Override
    public Kept keep(Event event) {
        ProvenOnly.check(event);
        if (database.accepting().queued() > 0 && done.has(event)) {
            if (database.accepting().hasRoom()) {
                var unused = database.accepting().submit(keeping, event).thenAccept(found -> settle(event, found));
            }
            return Kept.REPEAT;
        }
        Keeping.Found found = database.accepting().offer(keeping, event);
        settle(event, found);
        return found.kept();
    }

    private void settle(Event event, Keeping.Found found) {
        if (found.kept() == Kept.NEW && event.readable()) {
            kept.accept(event);
        }
        if (!found.counted()) {
            var unused = database.writer().submit(keeping.counting(), event);
        }
    }

    /** Deletes done or dead events older than the retention, at most a thousand. Returns how many. */
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
