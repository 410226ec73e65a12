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

    /**
     * The outcome of an event whose status word the sender's route does not know.
     *
     * @throws EventFailed if the event can't be read
     */
    static Outcome unknown(Event event) throws EventFailed {
        if (!event.readable()) {
            throw EventFailed.permanent(Reason.UNREADABLE, "not JSON, no job id or no status");
        }
        return new Done(Reason.UNKNOWN_STATUS);
    }

    /** The event is tried again, at {@code due}. */
    record Again(Instant due, Reason reason) implements Outcome {}

    /** The event is given up and kept for a replay. */
    record Dead(Reason reason) implements Outcome {}
}
