package dev.mediahook.job;

import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sender's work as far as its events tell.
 *
 * @param seq grows with the time at which the job was first seen
 * @param statusEvent the event that gave the status; 0 if a submission did
 * @param statusBySender the sender's own word in that event
 * @param submittedAt null if somebody else submitted it
 * @param completedAt when it got the terminal status that it has, or null
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
