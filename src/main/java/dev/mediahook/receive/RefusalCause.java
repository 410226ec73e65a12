package dev.mediahook.receive;

import java.util.Locale;

/** Why a delivery was not kept. The lower-case word appears in the rejections, the log and the metrics. */
public enum RefusalCause {
    TOO_LARGE(413, "too_large"),
    /** The body did not arrive in time, or the connection broke; the sender tries again. */
    INCOMPLETE(408, "incomplete"),
    EMPTY(400, "empty"),
    /** Not HTTP, or a request target with an invalid percent-encoding. */
    MALFORMED(400, "malformed"),
    /** The header lines or the request target are longer than the server reads. */
    HEAD_TOO_LARGE(431, "head_too_large"),
    SIGNATURE_MISSING(401, "invalid_signature"),
    SIGNATURE_REPEATED(401, "invalid_signature"),
    SIGNATURE_MALFORMED(401, "invalid_signature"),
    SIGNATURE_WRONG(401, "invalid_signature"),
    /** Signed by the sender, but longer ago than the tolerance: a replay or a wrong clock. */
    SIGNATURE_TOO_OLD(401, "invalid_signature"),
    /** Signed by the sender, for a time further ahead than the tolerance. */
    SIGNATURE_TOO_NEW(401, "invalid_signature"),
    /** Signed with a key that the sender does not publish. */
    KEY_UNKNOWN(401, "invalid_signature"),
    /** The sender's public keys were never fetched successfully; the sender tries again. */
    KEYS_UNAVAILABLE(503, "unavailable"),
    TOKEN_MISSING(401, "invalid_signature"),
    TOKEN_WRONG(401, "invalid_signature"),
    /** The route has no verifying step; nothing is kept until it has one. */
    UNVERIFIED(401, "invalid_signature"),
    /** The job was neither submitted nor watched here, and the route takes only such jobs. */
    JOB_UNKNOWN(401, "invalid_signature"),
    /** As above, but a submission is under way; the sender tries again. */
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

    /** The error that the sender is told; deliberately less than we know. */
    public String error() {
        return error;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
