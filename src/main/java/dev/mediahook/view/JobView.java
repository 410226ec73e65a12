package dev.mediahook.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mediahook.event.SenderError;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.job.Job;
import dev.mediahook.media.Media;
import dev.mediahook.media.Medium;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API and the notifications show it.
 *
 * @param submittedAt null if somebody else submitted it
 * @param completedAt when the job got its present terminal status, or null
 * @param events oldest first; null, and left out, in a listing
 */
public record JobView(
        String sender,
        String jobId,
        String status,
        @Nullable String statusBySender,
        @Nullable Instant submittedAt,
        @Nullable Instant completedAt,
        @Nullable SenderError error,
        List<MediumView> media,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EventView> events) {

    /** The job with its media and its events. */
    public static JobView whole(Handle handle, Job job) {
        return of(
                job,
                Media.ofJob(handle, job.sender(), job.jobId()),
                KeptEvents.ofJob(handle, job.sender(), job.jobId()).stream()
                        .map(EventView::of)
                        .toList());
    }

    /** The job with its media. */
    public static JobView withoutEvents(Job job, List<Medium> media) {
        return of(job, media, null);
    }

    private static JobView of(Job job, List<Medium> media, @Nullable List<EventView> events) {
        return new JobView(
                job.sender(),
                job.jobId(),
                job.status().word(),
                job.statusBySender(),
                job.submittedAt(),
                job.completedAt(),
                job.error(),
                media.stream().map(MediumView::of).toList(),
                events);
    }
}
