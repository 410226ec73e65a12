package dev.mediahook.submit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sender's API did not do what was asked. */
public final class SenderApiException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int UNANSWERED = -1;
    private static final int UNREADABLE = -2;

    private final int status;
    private final @Nullable Duration retryAfter;

    /**
     * @param status HTTP's; not positive if nobody answered
     * @param retryAfter how long we are asked to wait, or null
     */
    SenderApiException(int status, String message, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The sender does not know the job. */
    public static SenderApiException ofUnknownJob() {
        return new SenderApiException(404, "the sender does not know the job", null);
    }

    /** Nobody answered, and nobody was reached. */
    public static SenderApiException unreachable() {
        return new SenderApiException(0, "the sender's API could not be reached", null);
    }

    /** The request went out, but no answer came back. */
    static SenderApiException unanswered() {
        return new SenderApiException(UNANSWERED, "the sender did not answer: it may have done what was asked", null);
    }

    /** The sender took the job, but its answer names none. */
    static SenderApiException nameless() {
        return new SenderApiException(
                UNANSWERED,
                "the sender took the job, but its answer names no id that can be kept: look for the job at the sender"
                        + " before you submit it again, and compare jobIdField in the sender's file with the sender's API",
                null);
    }

    /** The same, without a secret that its message repeats; an empty one is none. */
    SenderApiException without(String secret) {
        String message = String.valueOf(getMessage());
        return secret.isEmpty() || !message.contains(secret)
                ? this
                : new SenderApiException(status, message.replace(secret, "…"), retryAfter);
    }

    /** The sender answered, and asking again would bring the same. */
    static SenderApiException unreadable(String message) {
        return new SenderApiException(UNREADABLE, message, null);
    }

    /** Whether the sender may have done the work despite the error. */
    public boolean outcomeUnknown() {
        return status == UNANSWERED;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return status == 0 || status == UNANSWERED || status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** Whether the sender does not know the job, or not yet. */
    public boolean unknownJob() {
        return status == 404;
    }
}
