package dev.mediahook.view;

import dev.mediahook.event.JobStatus;

/** What a job is by now, for whoever has it submitted, watched or cancelled. */
public record JobStateView(String sender, String jobId, String status) {

    public static JobStateView of(String sender, String jobId, JobStatus status) {
        return new JobStateView(sender, jobId, status.word());
    }
}
