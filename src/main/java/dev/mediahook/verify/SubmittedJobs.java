package dev.mediahook.verify;

import java.util.List;

/** What is known of the jobs that were submitted or are watched here; verifying asks it of jobs that a body names. */
public interface SubmittedJobs {

    /**
     * A secret that a sender was told.
     *
     * @param submission of which it is
     */
    record JobSecret(String submission, String secret) {}

    /** The secrets with which a sender signs for its whole account, where they were not configured but made here. */
    List<String> secrets(String sender);

    /**
     * The secrets with which a delivery about this job may be made: those of its own submission, and those of submissions
     * whose job's id is not recorded yet. None for a job that somebody else submitted.
     */
    List<JobSecret> secrets(String sender, String jobId);

    /** A delivery proved that this submission became this job, should that not be recorded yet. */
    void found(String sender, String submission, String jobId);

    /**
     * A delivery that names this job was refused. Nothing of it is believed, but should the fault be ours, asking the
     * sender now costs less than losing the medium.
     */
    void askAfter(String sender, String jobId);

    /** Whether the job was submitted, is watched, or an event told of it before. */
    boolean known(String sender, String jobId);

    /** Whether a submission to the sender waits for its answer, so that an unknown job may be known in a moment. */
    boolean submitting(String sender);
}
