package dev.mediahook.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.delivery.EventId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Processes events again, as if they had just arrived. Every step is idempotent, so no effect is doubled. */
public final class Replay {

    private static final String AGAIN = "UPDATE mediahook_event SET state = 'accepted', lease = NULL, due = 0,"
            + " attempts = 0, reason = NULL, since = :now WHERE ";

    private static final int AT_ONCE = 1000;
    private static final Set<EventState> ENDS = Set.of(EventState.DEAD, EventState.DONE);

    private final Database database;
    private final InstantSource clock;
    private final Runnable ready;
    private final String kept;
    private final String replayable;

    /**
     * @param ready told when events have become ready
     */
    public Replay(Database database, InstantSource clock, Runnable ready) {
        this.database = database;
        this.clock = clock;
        this.ready = ready;
        this.kept = PayloadTable.of(database.dialect()).kept();
        this.replayable = "id IN (<ids>) AND " + kept + " AND state IN (<states>)";
    }

    /**
     * Replays one event; one that is being processed is left to that. False if there is no such event, or if its payload
     * is deleted.
     */
    public boolean one(EventId id) {
        boolean known = database.read(handle -> KeptEvents.payload(handle, id)).isPresent();
        if (known) {
            int changed = database.writer().write(handle -> handle.createUpdate(
                            AGAIN + "id = :id AND " + kept + " AND state NOT IN ('accepted', 'processing')")
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
     * Counts those events that are meant and can be replayed, some at a time: however many there are, few are in memory.
     *
     * @param patience after which it gives up; the count is then of those looked at
     */
    public Matching count(EventFilter filter, Duration patience) {
        long begun = System.nanoTime();
        int matching = 0;
        int met = 0;
        OptionalLong at = OptionalLong.of(Long.MAX_VALUE);
        do {
            Sieve.Found<KeptEvent> some = some(filter, at.getAsLong());
            matching += replayable(filter, ids(some));
            met += some.rows().size();
            at = some.next();
        } while (at.isPresent() && System.nanoTime() - begun < patience.toNanos());
        return new Matching(matching, met - matching, at.isPresent());
    }

    /**
     * How many events are meant.
     *
     * @param skipped how many more would be, but their payloads are deleted; omitted if 0
     * @param partial whether there may be more; omitted if not
     */
    public record Matching(
            int matching,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int skipped,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean partial) {}

    /**
     * Replays all events that are meant and have come by now: some at a time, so that deliveries and the replayed events
     * themselves are worked on meanwhile. Ends early if the run is stopped.
     *
     * @param filter of states that are ends
     */
    public void all(EventFilter filter, ReplayRun run) {
        if (filter.states().isEmpty() || !ENDS.containsAll(filter.states())) {
            throw new IllegalArgumentException("only dead or done events can be replayed");
        }
        OptionalLong at = OptionalLong.of(filter.before(
                database.read(handle -> handle.createQuery("SELECT COALESCE(max(id), 0) + 1 FROM mediahook_event")
                        .mapTo(Long.class)
                        .one())));
        while (at.isPresent() && !run.stopped()) {
            Sieve.Found<KeptEvent> some = some(filter, at.getAsLong());
            run.add(
                    database.writer().inSteps(ids(some), (handle, step) -> again(handle, filter, step)),
                    some.rows().size());
            ready.run();
            at = some.next();
        }
    }

    private Sieve.Found<KeptEvent> some(EventFilter filter, long before) {
        return database.read(handle -> KeptEvents.page(handle, filter, Sieve.BRIEF, before, AT_ONCE));
    }

    private static List<Long> ids(Sieve.Found<KeptEvent> found) {
        return found.rows().stream().map(event -> event.id().value()).toList();
    }

    private int replayable(EventFilter filter, List<Long> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM mediahook_event WHERE " + replayable)
                .bindList("ids", ids)
                .bindList("states", filter.stored())
                .mapTo(Integer.class)
                .one());
    }

    private int again(Handle handle, EventFilter filter, List<Long> ids) {
        return handle.createUpdate(AGAIN + replayable)
                .bind("now", clock.millis())
                .bindList("ids", ids)
                .bindList("states", filter.stored())
                .execute();
    }
}
