package dev.mediahook.inbox;

import dev.mediahook.delivery.EventIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects events; an empty list selects all.
 *
 * @param reasons the words of the reasons
 * @param types the sender's own words
 * @param from received at this time or later
 * @param to received before this time
 * @param jobId the beginning of the job's id
 */
public record EventFilter(
        List<String> senders,
        List<EventState> states,
        List<String> reasons,
        List<String> vias,
        List<String> types,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> jobId) {

    /** All events of a state. */
    public static EventFilter of(EventState state, @Nullable String sender) {
        return new EventFilter(sender == null ? List.of() : List.of(sender), List.of(state));
    }

    /** All events. */
    public static final EventFilter ALL = new EventFilter(List.of(), List.of());

    private EventFilter(List<String> senders, List<EventState> states) {
        this(senders, states, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same filter, for jobs whose ids begin with this text. */
    public EventFilter ofJob(String beginning) {
        return new EventFilter(senders, states, reasons, vias, types, from, to, Optional.of(beginning));
    }

    /** Whether an index on sender and state finds only events that the filter selects. */
    boolean byIndexAlone() {
        return reasons.isEmpty() && vias.isEmpty() && types.isEmpty() && jobId.isEmpty();
    }

    boolean matches(KeptEvent event) {
        return has(senders, event.sender())
                && (states.isEmpty() || states.contains(event.state()))
                && has(reasons, event.reason())
                && has(vias, event.via())
                && has(types, event.type())
                && (jobId.isEmpty() || String.valueOf(event.jobId()).startsWith(jobId.get()));
    }

    private static boolean has(List<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    /** The words of the states in the database. */
    List<String> stored() {
        return states.stream().map(EventState::stored).flatMap(Set::stream).toList();
    }

    /** The lowest id that the filter selects, inclusive. */
    long lowest() {
        return from.map(Instant::toEpochMilli).map(EventIds::first).orElse(0L);
    }

    /** The upper bound of the ids that the filter selects, exclusive. */
    long before(long cursor) {
        return Math.min(
                cursor, to.map(Instant::toEpochMilli).map(EventIds::first).orElse(Long.MAX_VALUE));
    }
}
