package dev.mediahook.overview;

import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;

/** Explains the likely cause of a refusal, and what to do about it, to somebody who sees it for the first time. */
final class CauseWords {

    private CauseWords() {}

    /**
     * The likely cause.
     *
     * @param detail the setting that would have let a delivery in, or null
     */
    static String likely(RefusalCause cause, @Nullable String detail) {
        if (detail != null) {
            return switch (cause) {
                case SIGNATURE_WRONG, SIGNATURE_MALFORMED, SIGNATURE_MISSING ->
                    "The secret is right, but it is used" + " otherwise than the route says: a delivery " + detail
                            + ".";
                default -> usual(cause);
            };
        }
        return usual(cause);
    }

    private static String usual(RefusalCause cause) {
        return switch (cause) {
            case TOO_LARGE -> "The body is larger than this program takes.";
            case INCOMPLETE -> "The body did not arrive whole and in time: a slow or broken connection.";
            case EMPTY -> "The delivery has no body: often a sender's test of the address.";
            case MALFORMED -> "What came is not HTTP, or its path is broken: mostly scanners.";
            case HEAD_TOO_LARGE -> "The headers are longer than this program reads.";
            case SIGNATURE_MISSING ->
                "The delivery is not signed: somebody else sends it, or the sender has no secret.";
            case SIGNATURE_REPEATED -> "Two signature headers came: a proxy may have added one.";
            case SIGNATURE_MALFORMED -> "The signature has another form than this sender's.";
            case SIGNATURE_WRONG -> "Signed with another secret than the one set here, or changed on the way.";
            case SIGNATURE_TOO_OLD -> "Signed longer ago than is accepted: a delivery played again, or a slow clock.";
            case SIGNATURE_TOO_NEW -> "Signed for a time ahead: this machine's clock is slow, or the sender's is fast.";
            case KEY_UNKNOWN -> "Signed with a key that the sender does not publish.";
            case KEYS_UNAVAILABLE -> "The sender's public keys can't be fetched yet.";
            case TOKEN_MISSING -> "The address that the sender was given lacks its last part, the token.";
            case TOKEN_WRONG -> "The last part of the address is another token than the one set here.";
            case UNVERIFIED -> "The sender's route has no step that verifies.";
            case JOB_UNKNOWN -> "The delivery is about a job that was not submitted here.";
            case JOB_BEING_SUBMITTED -> "The job was being submitted when the delivery came.";
        };
    }

    /** What to do. */
    static String next(RefusalCause cause, String sender, @Nullable String detail) {
        String property = "mediahook." + sender + ".";
        return switch (cause) {
            case SIGNATURE_WRONG, SIGNATURE_MALFORMED, SIGNATURE_MISSING, SIGNATURE_REPEATED ->
                detail == null
                        ? "Compare " + property + "webhook-secret with the secret in the sender's dashboard; after a"
                                + " change of secret set both, comma-separated."
                        : "Mend the verifying step in routes/" + sender + ".camel.yaml as the detail says.";
            case TOKEN_MISSING, TOKEN_WRONG ->
                "Give the sender the address /webhooks/" + sender + "/{token} with the value of " + property
                        + "webhook-token.";
            case SIGNATURE_TOO_OLD, SIGNATURE_TOO_NEW -> "Compare this machine's clock with the time (NTP).";
            case TOO_LARGE ->
                "Raise mediahook.webhook.max-body-bytes, or the broker's own limit, if the sender is genuine.";
            case HEAD_TOO_LARGE -> "Raise mediahook.server.max-header-bytes if the sender is genuine.";
            case JOB_UNKNOWN -> "Submit or watch the job here, or set " + property + "require-known-job=false.";
            case UNVERIFIED -> "Add a verifying step to routes/" + sender + ".camel.yaml.";
            case KEY_UNKNOWN, KEYS_UNAVAILABLE -> "Look whether the sender's key address can be reached from here.";
            case INCOMPLETE, EMPTY, MALFORMED, JOB_BEING_SUBMITTED ->
                "Nothing, unless it goes on: a genuine sender" + " comes again.";
        };
    }
}
