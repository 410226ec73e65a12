package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.verify.SubmittedJobs.JobSecret;
import java.util.Optional;
import java.util.Set;

/** Checks the job that a delivery names: whether that job's own secret fits, and whether the job is one of ours. */
final class JobCheck {

    private static final Set<RefusalCause> WRONG = Set.of(RefusalCause.SIGNATURE_WRONG, RefusalCause.TOKEN_WRONG);

    /** In bytes. Reading more is not worth the time for a refused delivery; senders' webhooks are far shorter. */
    private static final int LARGEST_REFUSED = 64 << 10;

    private final SubmittedJobs jobs;
    private final JsonLocation jobId;
    private final boolean requireKnown;

    /**
     * @param jobId where a body names its job
     * @param requireKnown whether to refuse jobs that were neither submitted nor watched here
     */
    JobCheck(SubmittedJobs jobs, JsonLocation jobId, boolean requireKnown) {
        this.jobs = jobs;
        this.jobId = jobId;
        this.requireKnown = requireKnown;
    }

    /**
     * The verdict after the account's and the job's own secrets and the known jobs are considered.
     *
     * @param configured the verdict by the configured secrets
     * @param verifier gave that verdict; if it can take more secrets, it is asked again with those of the account and
     *     of the job
     */
    Verdict verdict(Delivery delivery, Verdict configured, Verifier verifier) {
        if (configured instanceof Verdict.Refused refused) {
            return WRONG.contains(refused.cause()) && verifier instanceof SecretVerifier bySecret
                    ? madeForItsAccount(delivery, bySecret)
                            .map(verified -> known(delivery, verified))
                            .or(() -> madeForItsJob(delivery, bySecret))
                            .orElse(configured)
                    : configured;
        }
        return known(delivery, configured);
    }

    /** Asks the sender about the job that a refused delivery names. */
    void refused(Delivery delivery, RefusalCause cause) {
        if (cause != RefusalCause.JOB_UNKNOWN
                && cause != RefusalCause.JOB_BEING_SUBMITTED
                && delivery.body().size() <= LARGEST_REFUSED) {
            jobId.first(delivery.body()).ifPresent(job -> jobs.askAfter(delivery.sender(), job));
        }
    }

    private Optional<Verdict> madeForItsAccount(Delivery delivery, SecretVerifier verifier) {
        return jobs.secrets(delivery.sender()).stream()
                .map(secret -> verifier.verify(delivery, secret))
                .filter(Verdict.Verified.class::isInstance)
                .findFirst();
    }

    private Optional<Verdict> madeForItsJob(Delivery delivery, SecretVerifier verifier) {
        Optional<String> job = jobId.first(delivery.body());
        if (job.isEmpty()) {
            return Optional.empty();
        }
        for (JobSecret candidate : jobs.secrets(delivery.sender(), job.get())) {
            Verdict verdict = verifier.verify(delivery, candidate.secret());
            if (verdict instanceof Verdict.Verified) {
                jobs.found(delivery.sender(), candidate.submission(), job.get());
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    /** A delivery that names no job (about credits, for instance) or can't be read is not about an unknown job. */
    private Verdict known(Delivery delivery, Verdict verified) {
        if (!requireKnown) {
            return verified;
        }
        Optional<String> job = jobId.first(delivery.body());
        if (job.isEmpty() || jobs.known(delivery.sender(), job.get())) {
            return verified;
        }
        return new Verdict.Refused(
                jobs.submitting(delivery.sender()) ? RefusalCause.JOB_BEING_SUBMITTED : RefusalCause.JOB_UNKNOWN);
    }
}
