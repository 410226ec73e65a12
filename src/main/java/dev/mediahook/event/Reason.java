package dev.mediahook.event;

import java.util.Locale;

/**
 * Why an event is dead, or ended without an effect. Its lower-case word appears in the API's answers, the log and the
 * metrics.
 */
public enum Reason {
    /** The delivery is verified, but its body is not JSON, or lacks a job id or a status. */
    UNREADABLE(false),
    /** The stored body differs from what arrived. A redelivery by the sender replaces it. */
    PAYLOAD_DAMAGED(false),
    /** The sender used a word that its route does not know. The event is done and changed no job. */
    UNKNOWN_STATUS(false),
    /** The sender's own status endpoint does not know the job. */
    UNKNOWN_JOB(false),
    /** The sender's own status endpoint never confirmed what the unsigned webhook says. */
    UNCONFIRMED(false),
    /** No step of the sender's route verified the delivery that brought the event. */
    UNVERIFIED(false),
    /** The sender's route sent the event to a step that does not fit its status word. */
    MISROUTED(false),

    /**
     * A success that should have media names none, and the sender's status endpoint can't be asked or names none
     * either.
     */
    NO_MEDIA(true),

    /** The URL is malformed or carries userinfo. */
    URL_REFUSED(true),
    /** The URL's scheme is neither https nor, if that is allowed, http. */
    SCHEME_REFUSED(true),
    /** The URL's host is not among the sender's media hosts. */
    HOST_REFUSED(true),
    /** The host's name resolves to an address that is not public. */
    ADDRESS_REFUSED(true),
    /** The URL redirects more often than the limit. */
    TOO_MANY_REDIRECTS(true),
    /** The medium is larger than the limit, or the event names more media than the limit. */
    TOO_LARGE(true),
    /** The bytes are of no accepted content type, whatever the media host declares. */
    NOT_MEDIA(true),
    /** Each transfer ended early. */
    TRUNCATED(true),
    /** The media host could not be reached or answered with an error, each time. */
    FETCH_FAILED(true),
    /** The URL has expired (401, 403, 404 or 410), and no fresh one could be had. */
    URL_EXPIRED(true),
    /** The store stayed unavailable. */
    STORE_FAILED(true),
    /** The route failed for a reason that is not in this list. */
    ROUTE_FAILED(false);

    private final boolean losesMedium;

    Reason(boolean losesMedium) {
        this.losesMedium = losesMedium;
    }

    /** Whether an event that dies of this reason has lost a medium that was paid for. */
    public boolean losesMedium() {
        return losesMedium;
    }

    /**
     * Whether a retry is useless once the medium's URL has expired. Retries for other reasons do not depend on the URL.
     */
    public boolean needsTheUrl() {
        return this == TRUNCATED || this == FETCH_FAILED || this == URL_EXPIRED;
    }

    /** The word used in answers, log lines and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
