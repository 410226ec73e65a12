package dev.mediahook.fetch;

import dev.mediahook.event.Reason;

/** A rule refuses a medium. The message names the rule, and never contains a query string. */
final class FetchRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    FetchRefused(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    FetchOutcome.Refused outcome() {
        return new FetchOutcome.Refused(reason, String.valueOf(getMessage()));
    }
}
