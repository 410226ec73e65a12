package dev.mediahook.event;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sender's status word, or event type, means to us. Which word means what is said in the sender's file alone. */
public enum Meaning {
    RUNNING(null),
    FAILED(JobStatus.FAILED),
    CANCELLED(JobStatus.CANCELLED),
    MODERATED(JobStatus.MODERATED),
    COMPLETED(JobStatus.COMPLETED),
    /** Kept, and changes nothing. */
    RECORDED(null),
    /** Of the account's credits, not of a job. */
    CREDITS(null),
    /** The sender's file does not say. */
    UNKNOWN(null);

    private final @Nullable JobStatus end;

    Meaning(@Nullable JobStatus end) {
        this.end = end;
    }

    /** The end of a job that it is, or nothing. */
    public Optional<JobStatus> end() {
        return Optional.ofNullable(end);
    }

    /** The word that a route branches on. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
