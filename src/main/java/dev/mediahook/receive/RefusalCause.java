package dev.mediahook.receive;

import java.util.Locale;

/** Why a delivery was not kept. The lower-case word stands in the rejections, the log and the metrics. */
public enum RefusalCause {
    TOO_LARGE(413, "too_large"),
    /** The body did not arrive in time, or the connection broke: the sender comes again. */
    INCOMPLETE(408, "incomplete"),
    EMPTY(400, "empty"),
    /** Not HTTP, or a target with a broken percent-encoding. */
    MALFORMED(400, "malformed"),
    /** The header lines or the target are longer than the server reads. */
    HEAD_TOO_LARGE(431, "head_too_large"),
    SIGNATURE_MISSING(401, "invalid_signature"),
    SIGNATURE_REPEATED(401, "invalid_signature"),
    SIGNATURE_MALFORMED(401, "invalid_signature"),
    SIGNATURE_WRONG(401, "invalid_signature"),
    /** Signed by the sender, but longer ago than the tolerance: a replay, or a clock that is wrong. */
    SIGNATURE_TOO_OLD(401, "invalid_signature"),
    /** Signed by the sender for a time that is further ahead than the tolerance. */
    SIGNATURE_TOO_NEW(401, "invalid_signature"),
    /** Signed with a key that the sender does not publish. */
    KEY_UNKNOWN(401, "invalid_signature"),
    /** The sender's public keys have never been fetched yet: the sender comes again. */
    KEYS_UNAVAILABLE(503, "unavailable"),
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
