package dev.mediahook.job;

import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about a job.
 *
 * @param event the event's id; 0 if no event says so
 * @param statusBySender null if the status is not the sender's own word; the job then keeps the earlier word
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
