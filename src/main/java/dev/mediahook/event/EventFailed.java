package dev.mediahook.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A step could not process an event. Has no stack trace: the reason and the detail say everything. */
public final class EventFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String detail;
    private final int tries;
    private final @Nullable Duration retryAfter;

    private EventFailed(Reason reason, int tries, @Nullable Duration retryAfter, String detail) {
        super(reason.word() + ": " + detail, null, false, false);
        this.detail = detail;
        this.reason = reason;
        this.tries = tries;
        this.retryAfter = retryAfter;
    }

    /**
     * A failure that a later try may overcome.
     *
     * @param retryAfter how long the other side asks us to wait, or null
     */
    public static EventFailed retryable(Reason reason, @Nullable Duration retryAfter, String detail) {
        return new EventFailed(reason, Integer.MAX_VALUE, retryAfter, detail);
    }

    /**
     * A failure that a later try may overcome, but only one of the first few.
     *
     * @param tries how many tries are worth making, the first included
     */
    public static EventFailed retryable(Reason reason, int tries, String detail) {
        return new EventFailed(reason, tries, null, detail);
    }

    /** A failure that no later try can overcome until somebody changes something. */
    public static EventFailed permanent(Reason reason, String detail) {
        return new EventFailed(reason, 1, null, detail);
    }

    /** The reason that is recorded if the event is given up. */
    public Reason reason() {
        return reason;
    }

    /** What went wrong, in words. */
    public String detail() {
        return detail;
    }

    /** How many tries are worth making, the first included. */
    public int tries() {
        return tries;
    }

    /** How long the other side asks us to wait, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
