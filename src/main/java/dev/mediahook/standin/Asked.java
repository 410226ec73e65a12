package dev.mediahook.standin;

import org.jspecify.annotations.Nullable;

/** What a call of a sender's API asks for. */
sealed interface Asked {

    /**
     * A new job.
     *
     * @param callback where the job's webhook goes; null for none
     * @param secret the secret with which the webhook is signed; null for none
     * @param once the key under which the job is made only once; null for none
     */
    record Submit(
            @Nullable String callback,
            @Nullable String secret,
            @Nullable String once) implements Asked {}

    /** The status of a job. */
    record Status(String jobId) implements Asked {}

    /** The result of a job. */
    record Result(String jobId) implements Asked {}

    /** The cancellation of a job. */
    record Cancel(String jobId) implements Asked {}

    /** The newest jobs. */
    record Jobs(int limit) implements Asked {}

    /** A call about the webhooks of the whole account. */
    record Webhooks() implements Asked {}

    /** The keys with which the sender signs. */
    record Keys() implements Asked {}

    /** Something that does not exist. */
    record Nothing() implements Asked {}
}
