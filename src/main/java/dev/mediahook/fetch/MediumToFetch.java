package dev.mediahook.fetch;

import dev.mediahook.event.Event;
import dev.mediahook.event.MediumRef;
import dev.mediahook.log.LogText;

/**
 * A medium that a sender has announced and that we do not have.
 *
 * @param jobId the event's job id; every event with media has one here
 */
public record MediumToFetch(Event event, String jobId, MediumRef medium) {

    /** For log lines: without the URL, which may be signed. */
    @Override
    public String toString() {
        return "event=" + event.id() + " sender=" + event.sender() + " job=" + LogText.field(jobId) + " medium="
                + medium.index();
    }
}
