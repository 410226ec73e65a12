package dev.mediahook.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one try at an event ended. */
public sealed interface Outcome {

    /**
     * The event is done.
     *
     * @param reason why it had no effect; null if it had its effect
     */
    record Done(@Nullable Reason reason) implements Outcome {}

    /** The event is tried again, at {@code due}. */
    record Again(Instant due, Reason reason) implements Outcome {}

    /** The event is given up and kept for a replay. */
    record Dead(Reason reason) implements Outcome {}
}
