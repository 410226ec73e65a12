package dev.mediahook.verify;

import java.util.List;

/** The jobs that were submitted or are watched here. Verifying steps ask about the jobs that bodies name. */
public interface SubmittedJobs {

    /**
     * A secret that a sender was told.
     *
     * @param submission the submission that it belongs to
     */
    record JobSecret(String submission, String secret) {}

    /** The secrets with which a sender signs for its whole account, if they were made here and not configured. */
    List<String> secrets(String sender);

    /**
     * The secrets that may have made a delivery about this job: those of its own submission, and those of submissions
     * whose job ID is not recorded yet. None for a job that was submitted elsewhere.
     */
    List<JobSecret> secrets(String sender, String jobId);

    /** Records that this submission became this job, as a delivery has proved, unless that is recorded already. */
    void found(String sender, String submission, String jobId);

    /**
     * Asks the sender about a job, because a delivery that names the job was refused. Nothing in the delivery is
     * believed; but if the fault is ours, asking now costs less than losing the medium.
     */
    void askAfter(String sender, String jobId);

    /** Whether the job was submitted or is watched here, or an earlier event told of it. */
    boolean known(String sender, String jobId);

    /** Whether a submission to the sender waits for its answer, so that an unknown job may soon be known. */
    boolean submitting(String sender);
}
