package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.submit.StatusQuery;

/** What a sender's own status endpoint says of a job. */
@FunctionalInterface
public interface StatusAnswers {

    /**
     * Asks once.
     *
     * @throws dev.mediahook.submit.SenderApiException if the sender did not say
     */
    Event ask(StatusQuery query);
}
