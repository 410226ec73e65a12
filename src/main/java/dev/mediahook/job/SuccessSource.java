package dev.mediahook.job;

import dev.mediahook.event.Event;
import java.util.Optional;

/** Asks the sender about a success that names no medium. */
@FunctionalInterface
public interface SuccessSource {

    /**
     * What the sender now says about the job; nothing if the sender can't be asked.
     *
     * @throws dev.mediahook.event.EventFailed if the sender did not answer, or reports no success
     */
    Optional<Event> ask(Event event, String jobId);
}
