package dev.mediahook.event;

import dev.mediahook.delivery.ShownHeaders;
import dev.mediahook.delivery.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Facts about an event that are not part of its content.
 *
 * @param deliveryId the sender's own id of the delivery, which a redelivery repeats; null if the sender gives none
 * @param oneOfSeveral whether the sender reports each result of a job separately, so that media are told apart by their
 *     URLs
 * @param thin whether the event only reports that a job has ended, so that the sender has to be asked for the rest
 * @param headers of the request that brought the event, as {@link ShownHeaders} writes them; null if no request did
 * @param trace the {@link TraceParent} that processing continues; null if nothing is traced
 */
public record Notes(
        @Nullable String deliveryId,
        boolean oneOfSeveral,
        boolean thin,
        @Nullable String headers,
        @Nullable String trace) {

    /** No facts. */
    public static final Notes NONE = new Notes(null, false, false, null, null);

    /** A copy that belongs to a trace. */
    Notes tracedBy(String parent) {
        return new Notes(deliveryId, oneOfSeveral, thin, headers, parent);
    }
}
