package dev.mediahook.event;

import dev.mediahook.delivery.RawBody;

/**
 * Computes an event's key. Two deliveries of one sender that report the same event get the same key; different events
 * never share one.
 */
final class EventKey {

    private EventKey() {}

    /** For senders that give each event its own id. */
    static String ofEventId(String eventId) {
        return escaped(eventId);
    }

    /**
     * For senders without event ids.
     *
     * @param word the normalised word of a terminal status; for any other status the sender's own word
     */
    static String ofJob(String jobId, String word) {
        return jobId + ":" + escaped(word);
    }

    /**
     * For a success that names no medium: a later success that names media is another event. No sender's word can
     * produce this key, since percent signs in words are escaped.
     *
     * @param key the key of the same success with media
     */
    static String withoutMedia(String key) {
        return key + "%no_media";
    }

    /**
     * For one result of a job whose sender reports each result separately.
     *
     * @param key the key of the job and its status
     */
    static String ofResult(String key, String result) {
        return key + "%result=" + escaped(result);
    }

    static String ofUnreadable(RawBody body) {
        return "sha256:" + body.sha256();
    }

    /** Escapes colons, so that the last colon of a key is always the one set by {@link #ofJob}. */
    private static String escaped(String word) {
        return word.replace("%", "%25").replace(":", "%3A");
    }
}
