package dev.mediahook.fetch;

import dev.mediahook.delivery.EventId;
import dev.mediahook.event.MediumRef;
import org.jspecify.annotations.Nullable;

/**
 * One medium to fetch.
 *
 * @param url as the sender wrote it
 * @param sender whose share of the transfers it takes
 * @param event whose share of the transfers it takes
 * @param key opens the media of one host; null if its sender's media need none
 * @param partKey names what has arrived of it, so that a later try can go on from there
 */
public record MediaRequest(
        String url,
        HostPatterns hosts,
        String sender,
        String event,
        @Nullable HostKey key,
        String partKey) {

    static String partKey(EventId event, MediumRef medium) {
        return event + "-" + medium.index();
    }
}
