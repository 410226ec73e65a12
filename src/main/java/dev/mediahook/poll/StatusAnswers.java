package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.submit.StatusQuery;

/** Asks a sender's status endpoint about jobs. */
@FunctionalInterface
public interface StatusAnswers {

    /**
     * Asks once.
     *
     * @throws dev.mediahook.submit.SenderApiException if the sender did not say
     */
    Event ask(StatusQuery query);
}
