package dev.mediahook.event;

import dev.mediahook.delivery.RawBody;

/** What makes two deliveries of one sender say the same. Different things never get the same key. */
final class EventKey {

    private EventKey() {}

    /** For senders that give each event an id of its own. */
    static String ofEventId(String eventId) {
        return escaped(eventId);
    }

    /**
     * For all others.
     *
     * @param word the normalised word of a terminal status, or the sender's own word of another
     */
    static String ofJob(String jobId, String word) {
        return jobId + ":" + escaped(word);
    }

    /**
     * For a success that names no medium: what comes later with one is another event. No word of a sender makes this key,
     * since its percent signs are escaped.
     *
     * @param key that of the success with its media
     */
    static String withoutMedia(String key) {
        return key + "%no_media";
    }

    /**
     * For one result of a job whose sender tells of each by itself.
     *
     * @param key that of the job and its status
     */
    static String ofResult(String key, String result) {
        return key + "%result=" + escaped(result);
    }

    static String ofUnreadable(RawBody body) {
        return "sha256:" + body.sha256();
    }

    /** Leaves the last colon of a key to be the one that we set. */
    private static String escaped(String word) {
        return word.replace("%", "%25").replace(":", "%3A");
    }
}
