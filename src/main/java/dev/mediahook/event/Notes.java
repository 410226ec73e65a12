package dev.mediahook.event;

import dev.mediahook.delivery.ShownHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides what it says.
 *
 * @param deliveryId the sender's own id of the delivery, the same when it comes again; null if it gives none
 * @param oneOfSeveral whether its sender tells of each result of a job by itself, so that their media are told by their URLs
 * @param thin whether it only tells that a job has ended, so that its sender has to be asked for the rest
 * @param headers of the request that brought it, as {@link ShownHeaders} writes them; null if none did
 */
public record Notes(
        @Nullable String deliveryId,
        boolean oneOfSeveral,
        boolean thin,
        @Nullable String headers) {

    /** Nothing is known. */
    public static final Notes NONE = new Notes(null, false, false, null);
}
