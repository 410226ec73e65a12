package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.database.Filters;
import dev.mediahook.receive.EventId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Has events processed again, as if they had just come; every step is such that no effect is doubled. */
public final class Replay {

    private static final String AGAIN = "UPDATE mediahook_event SET state = 'accepted', lease = NULL, due = 0,"
            + " attempts = 0, reason = NULL, since = :now WHERE ";

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

    /** Replays one event; one that is being processed is left to that. False where there is no such event. */
    public boolean one(EventId id) {
        boolean known = database.read(handle -> KeptEvents.payload(handle, id)).isPresent();
        if (known) {
            int changed = database.writer()
                    .write(handle -> handle.createUpdate(AGAIN + "id = :id AND state IN ('waiting', 'done', 'dead')")
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
     * Replays all events of a state that is an end.
     *
     * @param sender null for all
     * @return how many
     */
    public int all(EventState state, @Nullable String sender) {
        if (state != EventState.DEAD && state != EventState.DONE) {
            throw new IllegalArgumentException("only dead or done events can be replayed");
        }
        int changed = database.writer().write(handle -> handle.createUpdate(
                        AGAIN + KeptEvents.in(state) + (sender == null ? "" : " AND sender = :sender"))
                .bind("now", clock.millis())
                .bindMap(Filters.of("sender", sender, "", null))
                .execute());
        if (changed > 0) {
            ready.run();
        }
        return changed;
    }
}
