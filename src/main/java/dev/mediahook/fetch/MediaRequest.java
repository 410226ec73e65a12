package dev.mediahook.fetch;

import dev.mediahook.delivery.EventId;
import dev.mediahook.event.MediumRef;
import org.jspecify.annotations.Nullable;

/**
 * One medium to fetch.
 *
 * @param url as the sender wrote it
 * @param sender the transfer counts against this sender's share
 * @param event the transfer counts against this event's share
 * @param key for the media of one host; null if the sender's media need none
 * @param partKey names the part on disk, so that a later try can resume it
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
