package dev.mediahook.event;

import dev.mediahook.delivery.ShownHeaders;
import dev.mediahook.delivery.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides what it says.
 *
 * @param deliveryId the sender's own id of the delivery, the same when it comes again; null if it gives none
 * @param oneOfSeveral whether its sender tells of each result of a job by itself, so that their media are told by their URLs
 * @param thin whether it only tells that a job has ended, so that its sender has to be asked for the rest
 * @param headers of the request that brought it, as {@link ShownHeaders} writes them; null if none did
 * @param trace the {@link TraceParent} that the work on it goes on from; null if nothing is traced
 */
public record Notes(
        @Nullable String deliveryId,
        boolean oneOfSeveral,
        boolean thin,
        @Nullable String headers,
        @Nullable String trace) {

    /** Nothing is known. */
    public static final Notes NONE = new Notes(null, false, false, null, null);

    /** The same of an event that is worked on in a trace. */
    Notes tracedBy(String parent) {
        return new Notes(deliveryId, oneOfSeveral, thin, headers, parent);
    }
}
