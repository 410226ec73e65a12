package dev.mediahook.submit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sender's API did not do what was asked. */
public final class SenderAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable Duration retryAfter;

    /**
     * @param status HTTP's; 0 where nobody answered
     * @param retryAfter how long we are asked to wait, or null
     */
    SenderAnswer(int status, String message, @Nullable Duration retryAfter) {
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

    /** Whether the sender does not know the job, or not yet. */
    public boolean unknownJob() {
        return status == 404;
    }
}
