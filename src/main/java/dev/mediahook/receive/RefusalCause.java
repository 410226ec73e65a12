package dev.mediahook.receive;

import java.util.Locale;

/**
 * Why a delivery was not kept. The lower-case word appears in the rejections, the log and the metrics; the sentences
 * explain the cause to somebody who sees it for the first time.
 */
public enum RefusalCause {
    TOO_LARGE(
            413,
            "too_large",
            "The body is larger than this program takes.",
            "Raise mediahook.webhook.max-body-bytes, or the broker's own limit, if the sender is genuine."),
    /** The body did not arrive in time, or the connection broke; the sender tries again. */
    INCOMPLETE(
            408,
            "incomplete",
            "The body did not arrive whole and in time: a slow or broken connection.",
            RefusalCause.NOTHING),
    EMPTY(400, "empty", "The delivery has no body: often a sender's test of the address.", RefusalCause.NOTHING),
    /** Not HTTP, or a request target with an invalid percent-encoding. */
    MALFORMED(400, "malformed", "What came is not HTTP, or its path is broken: mostly scanners.", RefusalCause.NOTHING),
    /** The header lines or the request target are longer than the server reads. */
    HEAD_TOO_LARGE(
            431,
            "head_too_large",
            "The headers are longer than this program reads.",
            "Raise mediahook.server.max-header-bytes if the sender is genuine."),
    SIGNATURE_MISSING(
            "The delivery is not signed: somebody else sends it, or the sender has no secret.", RefusalCause.SECRET),
    SIGNATURE_REPEATED("Two signature headers came: a proxy may have added one.", RefusalCause.SECRET),
    SIGNATURE_MALFORMED("The signature has another form than this sender's.", RefusalCause.SECRET),
    SIGNATURE_WRONG("Signed with another secret than the one set here, or changed on the way.", RefusalCause.SECRET),
    /** Signed by the sender, but longer ago than the tolerance: a replay or a wrong clock. */
    SIGNATURE_TOO_OLD(
            "Signed longer ago than is accepted: a replay, or this machine's clock is fast, or the sender's is slow.",
            RefusalCause.CLOCK),
    /** Signed by the sender, for a time further ahead than the tolerance. */
    SIGNATURE_TOO_NEW(
            "Signed with a time in the future: this machine's clock is slow, or the sender's is fast.",
            RefusalCause.CLOCK),
    /** Signed with a key that the sender does not publish. */
    KEY_UNKNOWN("Signed with a key that the sender does not publish.", RefusalCause.KEYS),
    /** The sender's public keys were never fetched successfully; the sender tries again. */
    KEYS_UNAVAILABLE(503, "unavailable", "The sender's public keys can't be fetched yet.", RefusalCause.KEYS),
    TOKEN_MISSING("The delivery carries no token where this sender's file expects one.", RefusalCause.TOKEN),
    TOKEN_WRONG("The delivery carries another token than the one set here.", RefusalCause.TOKEN),
    /** The route has no verifying step; nothing is kept until it has one. */
    UNVERIFIED("The sender's route has no step that verifies.", "Add a verifying step to routes/{sender}.camel.yaml."),
    /** The job was neither submitted nor watched here, and the route takes only such jobs. */
    JOB_UNKNOWN(
            "The delivery is about a job that was not submitted here.",
            "Submit or watch the job here, or set mediahook.{sender}.require-known-job=false."),
    /** As above, but a submission is under way; the sender tries again. */
    JOB_BEING_SUBMITTED(
            503, "unavailable", "The job was being submitted when the delivery came.", RefusalCause.NOTHING);

    private static final String NOTHING = "Nothing, unless it continues: a genuine sender tries again.";
    private static final String SECRET = "Compare mediahook.{sender}.webhook-secret with the secret in the sender's"
            + " dashboard; after a change of secret set both, comma-separated.";
    private static final String CLOCK = "Compare this machine's clock with the time (NTP).";
    private static final String KEYS = "Check whether the sender's key address can be reached from here.";
    private static final String TOKEN =
            "Compare mediahook.{sender}.webhook-token with the token that the sender was given:"
                    + " in its webhook address, /webhooks/{sender}/{token}, or in a header.";

    private final int status;
    private final String error;
    private final String likely;
    private final String advice;

    RefusalCause(int status, String error, String likely, String advice) {
        this.status = status;
        this.error = error;
        this.likely = likely;
        this.advice = advice;
    }

    /** The delivery is not proved to be the sender's. */
    RefusalCause(String likely, String advice) {
        this(401, "invalid_signature", likely, advice);
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

    /** The likely cause, for an operator. */
    public String likely() {
        return likely;
    }

    /** What to do about it, for an operator. */
    public String advice(String sender) {
        return advice.replace("{sender}", sender);
    }
}
