package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.verify.SubmittedJobs.JobSecret;
import java.util.Optional;
import java.util.Set;

/** Looks at the job that a delivery is about: whose secret made it, and whether the job is one of ours. */
final class JobCheck {

    private static final Set<RefusalCause> WRONG = Set.of(RefusalCause.SIGNATURE_WRONG, RefusalCause.TOKEN_WRONG);

    /** In bytes: what a stranger sends is not worth reading for longer, and senders' webhooks are far shorter. */
    private static final int LARGEST_REFUSED = 64 << 10;

    private final SubmittedJobs jobs;
    private final JsonLocation jobId;
    private final boolean requireKnown;

    /**
     * @param jobId where a body names its job
     * @param requireKnown whether jobs that were neither submitted nor are watched here are refused
     */
    JobCheck(SubmittedJobs jobs, JsonLocation jobId, boolean requireKnown) {
        this.jobs = jobs;
        this.jobId = jobId;
        this.requireKnown = requireKnown;
    }

    /**
     * The verdict with the job's own secret and the known jobs considered.
     *
     * @param configured the verdict of the secrets that were configured
     * @param verifier which gave it; one that takes more secrets is asked with those of the account and of the job
     */
    Verdict verdict(Delivery delivery, Verdict configured, Verifier verifier) {
        if (configured instanceof Verdict.Refused refused) {
            return WRONG.contains(refused.cause()) && verifier instanceof SecretVerifier bySecret
                    ? madeForItsAccount(delivery, bySecret)
                            .or(() -> madeForItsJob(delivery, bySecret))
                            .orElse(configured)
                    : configured;
        }
        return requireKnown ? knownOrRefused(delivery, configured) : configured;
    }

    /** Has the job asked after that a delivery names whose signature or token is missing or wrong. */
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

    /** What names no job, of credits for instance, or can't be read is not about an unknown one. */
    private Verdict knownOrRefused(Delivery delivery, Verdict verified) {
        Optional<String> job = jobId.first(delivery.body());
        if (job.isEmpty() || jobs.known(delivery.sender(), job.get())) {
            return verified;
        }
        return new Verdict.Refused(
                jobs.submitting(delivery.sender()) ? RefusalCause.JOB_BEING_SUBMITTED : RefusalCause.JOB_UNKNOWN);
    }
}
