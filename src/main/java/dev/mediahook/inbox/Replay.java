package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.delivery.EventId;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Has events processed again, as if they had just come; every step is such that no effect is doubled. */
public final class Replay {

    private static final String AGAIN = "UPDATE mediahook_event SET state = 'accepted', lease = NULL, due = 0,"
            + " attempts = 0, reason = NULL, since = :now WHERE ";

    private static final int AT_ONCE = 1000;

    private final Database database;
    private final InstantSource clock;
    private final Runnable ready;

    /**
     * @param ready told when events have become ready
     */
    public Replay(Database database, InstantSource clock, Runnable ready) {
        this.database = database;
        this.clock = clock;
        this.ready = ready;
    }

    /** Replays one event; one that is being processed is left to that. False if there is no such event. */
    public boolean one(EventId id) {
        boolean known = database.read(handle -> KeptEvents.payload(handle, id)).isPresent();
        if (known) {
            int changed = database.writer()
                    .write(handle -> handle.createUpdate(AGAIN + "id = :id AND body IS NOT NULL AND state NOT IN ('accepted', 'processing')")
                            .bind("id", id.value())
                            .bind("now", clock.millis())
                            .execute());
            if (changed > 0) {
                ready.run();
            }
        }
        return known;
    }

    /**
     * Replays all events of a state that is an end and that have come by now: some at a time, so that deliveries and the
     * replayed events themselves are worked on meanwhile.
     *
     * @param sender null for all
     * @return how many
     */
    public int all(EventState state, @Nullable String sender) {
        if (state != EventState.DEAD && state != EventState.DONE) {
            throw new IllegalArgumentException("only dead or done events can be replayed");
        }
        long last = database.read(handle -> handle.createQuery("SELECT COALESCE(max(id), 0) FROM mediahook_event")
                .mapTo(Long.class)
                .one());
        List<String> senders = sender == null
                ? database.read(handle -> Listing.senders(handle, "mediahook_event"))
                : List.of(sender);
        return senders.stream().mapToInt(one -> all(state, one, last)).sum();
    }

    private int all(EventState state, String sender, long last) {
        int changed = 0;
        List<Long> ids = next(state, sender, 0, last);
        while (!ids.isEmpty()) {
            changed += database.writer().inSteps(ids, (handle, step) -> again(handle, state, step));
            ready.run();
            ids = next(state, sender, ids.get(ids.size() - 1), last);
        }
        return changed;
    }

    private List<Long> next(EventState state, String sender, long after, long last) {
        return database.read(handle -> handle.createQuery("SELECT id FROM mediahook_event WHERE sender = :sender"
                        + " AND state = :state AND id > :after AND id <= :last ORDER BY id LIMIT " + AT_ONCE)
                .bind("sender", sender)
                .bind("state", state.word())
                .bind("after", after)
                .bind("last", last)
                .mapTo(Long.class)
                .list());
    }

    private int again(Handle handle, EventState state, List<Long> ids) {
        return handle.createUpdate(AGAIN + "id IN (<ids>) AND body IS NOT NULL AND " + KeptEvents.in(state))
                .bind("now", clock.millis())
                .bindList("ids", ids)
                .execute();
    }
}
