package dev.mediahook.standin;

import org.jspecify.annotations.Nullable;

/** What a call of a sender's API wants. */
sealed interface Asked {

    /**
     * A new job.
     *
     * @param callback where its webhook goes; null for none
     * @param secret what it is signed with; null for none
     * @param once the key under which it is made no second time; null for none
     */
    record Submit(
            @Nullable String callback,
            @Nullable String secret,
            @Nullable String once) implements Asked {}

    /** How a job is. */
    record Status(String jobId) implements Asked {}

    /** What came of a job. */
    record Result(String jobId) implements Asked {}

    /** That a job be stopped. */
    record Cancel(String jobId) implements Asked {}

    /** The newest jobs. */
    record Jobs(int limit) implements Asked {}

    /** Something of the webhooks of the whole account. */
    record Webhooks() implements Asked {}

    /** The keys by which the sender signs. */
    record Keys() implements Asked {}

    /** Nothing that there is. */
    record Nothing() implements Asked {}
}
