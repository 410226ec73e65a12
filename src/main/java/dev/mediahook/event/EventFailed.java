package dev.mediahook.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A step could not do its part of an event. Without a stack trace: the reason and the detail say all there is. */
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
     * A later try may succeed.
     *
     * @param retryAfter how long the other side asks us to wait, or null
     */
    public static EventFailed retryable(Reason reason, @Nullable Duration retryAfter, String detail) {
        return new EventFailed(reason, Integer.MAX_VALUE, retryAfter, detail);
    }

    /** A later try may succeed, but hardly one after the first few. */
    public static EventFailed retryable(Reason reason, int tries, String detail) {
        return new EventFailed(reason, tries, null, detail);
    }

    /** No later try can succeed while things are as they are. */
    public static EventFailed permanent(Reason reason, String detail) {
        return new EventFailed(reason, 1, null, detail);
    }

    /** What the event is dead of, when it is given up. */
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
