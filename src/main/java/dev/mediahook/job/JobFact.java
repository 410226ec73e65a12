package dev.mediahook.job;

import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of a job.
 *
 * @param event the event's id; 0 if none says so
 * @param statusBySender null if it is not the sender's word: what that said before stays
 */
public record JobFact(
        JobStatus status,
        long event,
        @Nullable String statusBySender,
        @Nullable SenderError error) {

    public static JobFact of(Event event, JobStatus status, @Nullable SenderError error) {
        return new JobFact(status, event.id().value(), event.status(), error);
    }
}
