package dev.mediahook.event;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sender's status word, or event type, means to us. The sender's file alone maps words to meanings. */
public enum Meaning {
    RUNNING(null),
    FAILED(JobStatus.FAILED),
    CANCELLED(JobStatus.CANCELLED),
    MODERATED(JobStatus.MODERATED),
    COMPLETED(JobStatus.COMPLETED),
    /** The event is kept and changes nothing. */
    RECORDED(null),
    /** The event is about the account's credits, not about a job. */
    CREDITS(null),
    /** The sender's file does not list the word. */
    UNKNOWN(null);

    private final @Nullable JobStatus end;

    Meaning(@Nullable JobStatus end) {
        this.end = end;
    }

    /** The terminal status that this meaning gives a job, or nothing. */
    public Optional<JobStatus> end() {
        return Optional.ofNullable(end);
    }

    /** The word that a route branches on. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
