package dev.mediahook.submit;

import java.time.Duration;

/** Refusals of a sender's API for tests of its callers. */
public final class Refusals {

    private Refusals() {}

    /** The sender wants no more requests for a while. */
    public static SenderApiException tooMany(Duration retryAfter) {
        return new SenderApiException(429, "too many requests", retryAfter);
    }

    /** The sender does not allow what was asked. */
    public static SenderApiException forbidden() {
        return new SenderApiException(403, "forbidden", null);
    }
}
