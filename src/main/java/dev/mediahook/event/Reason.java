package dev.mediahook.event;

import java.util.Locale;

/**
 * Why an event is dead, or ended without an effect. The same lower-case word stands in the API's answers, the log and
 * the metrics.
 */
public enum Reason {
    /** Verified, but not JSON, or without a job id or a status. */
    UNREADABLE(false),
    /** The kept body is no longer what came; a repeat by the sender replaces it. */
    PAYLOAD_DAMAGED(false),
    /** The sender used a word that its route does not know; the event is done and changed no job. */
    UNKNOWN_STATUS(false),
    /** The sender's own status endpoint does not know the job. */
    UNKNOWN_JOB(false),
    /** The sender's own status endpoint never said what the unsigned webhook says. */
    UNCONFIRMED(false),
    /** No step of the sender's route has verified the delivery that the event came with. */
    UNVERIFIED(false),
    /** The sender's route sent the event where its status word does not belong. */
    MISROUTED(false),

    /** A success that promises media names none, and the sender's status endpoint can't be asked or names none either. */
    NO_MEDIA(true),

    /** The URL is malformed or carries userinfo. */
    URL_REFUSED(true),
    /** The URL's scheme is not https, nor http if that is allowed. */
    SCHEME_REFUSED(true),
    /** The URL's host is not among the sender's media hosts. */
    HOST_REFUSED(true),
    /** An address the host's name resolves to is not public. */
    ADDRESS_REFUSED(true),
    /** More redirects than the limit. */
    TOO_MANY_REDIRECTS(true),
    /** The medium is larger than the limit, or the event names more media than the limit. */
    TOO_LARGE(true),
    /** The bytes are of no kept content type, whatever the media host calls them. */
    NOT_MEDIA(true),
    /** The transfer ended early each time. */
    TRUNCATED(true),
    /** The media host could not be reached or answered with an error each time. */
    FETCH_FAILED(true),
    /** The URL has died (401, 403, 404 or 410) and no fresh one could be had. */
    URL_EXPIRED(true),
    /** The store stayed away. */
    STORE_FAILED(true),
    /** The route failed in a way that none of the other reasons names. */
    ROUTE_FAILED(false);

    private final boolean losesMedium;

    Reason(boolean losesMedium) {
        this.losesMedium = losesMedium;
    }

    /** Whether giving up for this reason means that a paid medium could not be had. */
    public boolean losesMedium() {
        return losesMedium;
    }

    /** Whether a later try is in vain once the medium's URL has died: the others need other things than the URL. */
    public boolean needsTheUrl() {
        return this == TRUNCATED || this == FETCH_FAILED || this == URL_EXPIRED;
    }

    /** The word that stands in answers, log lines and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
