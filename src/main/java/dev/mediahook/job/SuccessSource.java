package dev.mediahook.job;

import dev.mediahook.event.Event;
import java.util.Optional;

/** Where a success is asked for that names no medium. */
@FunctionalInterface
public interface SuccessSource {

    /**
     * What the sender says of the job by now; nothing if it can't be asked.
     *
     * @throws dev.mediahook.event.EventFailed if the sender did not answer, or tells of no success
     */
    Optional<Event> ask(Event event, String jobId);
}
