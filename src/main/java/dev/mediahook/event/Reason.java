package dev.mediahook.event;

import java.util.Locale;

/**
 * Why an event is dead, or ended without an effect. The same lower-case word stands in the API's answers, the log and
 * the metrics.
 */
public enum Reason {
    /** Verified, but not JSON, or without a job id or a status. */
    UNREADABLE,
    /** The sender used a word that its route does not know; the event is done and changed no job. */
    UNKNOWN_STATUS,
    /** The sender's own status endpoint does not know the job. */
    UNKNOWN_JOB,

    /** The URL is malformed or carries userinfo. */
    URL_REFUSED,
    /** The URL's scheme is not https, nor http where that is allowed. */
    SCHEME_REFUSED,
    /** The URL's host is not among the sender's media hosts. */
    HOST_REFUSED,
    /** An address the host's name resolves to is not public. */
    ADDRESS_REFUSED,
    /** More redirects than the limit. */
    TOO_MANY_REDIRECTS,
    /** The medium is larger than the limit. */
    TOO_LARGE,
    /** The bytes are of no kept content type, whatever the media host calls them. */
    NOT_MEDIA,
    /** The transfer ended early each time. */
    TRUNCATED,
    /** The media host could not be reached or answered with an error each time. */
    FETCH_FAILED,
    /** The URL has died (401, 403, 404 or 410) and no fresh one could be had. */
    URL_EXPIRED,
    /** The store stayed away. */
    STORE_FAILED,
    /** A notification target stayed away. */
    NOTIFY_FAILED,
    /** The route failed in a way that none of the other reasons names. */
    ROUTE_FAILED;

    /** The word that stands in answers, log lines and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
