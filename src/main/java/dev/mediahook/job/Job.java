package dev.mediahook.job;

import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sender's job, as far as its events describe it.
 *
 * @param seq grows with the time at which the job was first seen
 * @param statusEvent the event that gave the job its status; 0 if a submission did
 * @param statusBySender the sender's own word for the status in that event
 * @param submittedAt null if somebody else submitted it
 * @param completedAt when the job got its present terminal status, or null
 */
public record Job(
        long seq,
        String sender,
        String jobId,
        JobStatus status,
        long statusEvent,
        @Nullable String statusBySender,
        @Nullable Instant submittedAt,
        @Nullable Instant completedAt,
        @Nullable SenderError error) {}
