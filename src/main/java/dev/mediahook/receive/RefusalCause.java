package dev.mediahook.receive;

import java.util.Locale;

/** Why a delivery was not kept. The lower-case word stands in the rejections, the log and the metrics. */
public enum RefusalCause {
    TOO_LARGE(413, "too_large"),
    /** The body did not arrive in time, or the connection broke: the sender comes again. */
    INCOMPLETE(408, "incomplete"),
    EMPTY(400, "empty"),
    SIGNATURE_MISSING(401, "invalid_signature"),
    SIGNATURE_REPEATED(401, "invalid_signature"),
    SIGNATURE_MALFORMED(401, "invalid_signature"),
    SIGNATURE_WRONG(401, "invalid_signature"),
    TOKEN_MISSING(401, "invalid_signature"),
    TOKEN_WRONG(401, "invalid_signature"),
    /** The route has no step that verifies; nothing is kept until it has. */
    UNVERIFIED(401, "invalid_signature"),
    /** Neither submitted nor watched here, where only such jobs are wanted. */
    JOB_UNKNOWN(401, "invalid_signature"),
    /** As above, but a submission is under way: the sender comes again. */
    JOB_BEING_SUBMITTED(503, "unavailable");

    private final int status;
    private final String error;

    RefusalCause(int status, String error) {
        this.status = status;
        this.error = error;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** What the sender is told; deliberately less than we know. */
    public String error() {
        return error;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
