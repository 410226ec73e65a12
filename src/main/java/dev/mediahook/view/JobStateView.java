package dev.mediahook.view;

import dev.mediahook.event.JobStatus;

/** The present status of a job, for a caller that submits, watches or cancels it. */
public record JobStateView(String sender, String jobId, String status) {

    public static JobStateView of(String sender, String jobId, JobStatus status) {
        return new JobStateView(sender, jobId, status.word());
    }
}
