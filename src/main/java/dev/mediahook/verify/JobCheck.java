package dev.mediahook.verify;

import dev.mediahook.event.JsonLocation;
import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.verify.SubmittedJobs.JobSecret;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
     * @param bySecret the verdict of one secret more
     */
    Verdict verdict(Delivery delivery, Verdict configured, Function<String, Verdict> bySecret) {
        if (configured instanceof Verdict.Refused refused) {
            boolean other = WRONG.contains(refused.cause())
                    && (madeForItsAccount(delivery, bySecret) || madeForItsJob(delivery, bySecret));
            return other ? new Verdict.Verified() : configured;
        }
        return requireKnown ? knownOrRefused(delivery) : configured;
    }

    /** Has the job asked after that a delivery names whose signature or token is missing or wrong. */
    void refused(Delivery delivery, RefusalCause cause) {
        if (cause != RefusalCause.JOB_UNKNOWN
                && cause != RefusalCause.JOB_BEING_SUBMITTED
                && delivery.body().size() <= LARGEST_REFUSED) {
            jobId.first(delivery.body()).ifPresent(job -> jobs.askAfter(delivery.sender(), job));
        }
    }

    private boolean madeForItsAccount(Delivery delivery, Function<String, Verdict> bySecret) {
        return jobs.secrets(delivery.sender()).stream()
                .anyMatch(secret -> bySecret.apply(secret) instanceof Verdict.Verified);
    }

    private boolean madeForItsJob(Delivery delivery, Function<String, Verdict> bySecret) {
        Optional<String> job = jobId.first(delivery.body());
        if (job.isEmpty()) {
            return false;
        }
        for (JobSecret candidate : jobs.secrets(delivery.sender(), job.get())) {
            if (bySecret.apply(candidate.secret()) instanceof Verdict.Verified) {
                jobs.found(delivery.sender(), candidate.submission(), job.get());
                return true;
            }
        }
        return false;
    }

    /** What names no job, of credits for instance, or can't be read is not about an unknown one. */
    private Verdict knownOrRefused(Delivery delivery) {
        Optional<String> job = jobId.first(delivery.body());
        if (job.isEmpty() || jobs.known(delivery.sender(), job.get())) {
            return new Verdict.Verified();
        }
        return new Verdict.Refused(
                jobs.submitting(delivery.sender()) ? RefusalCause.JOB_BEING_SUBMITTED : RefusalCause.JOB_UNKNOWN);
    }
}
