package dev.mediahook.event;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.Payload;
import java.util.Optional;

/**
 * Where one sender's payload keeps what we need, besides its words and its media.
 *
 * @param eventId the sender's own id of an event; nowhere, if it gives none
 * @param result the id of one result among several of a job; nowhere, if one event tells of all
 * @param deliveryId the header, or the JSONPaths, with the id of a delivery; empty if it has none
 */
record Places(
        JsonLocation eventId,
        JsonLocation jobId,
        JsonLocation result,
        JsonLocation errorCode,
        JsonLocation errorMessage,
        String deliveryId) {

    /** The sender's own id of a delivery, if it has one that can be kept. */
    Optional<String> deliveryId(Delivery delivery, Optional<Payload> payload) {
        Optional<String> found = deliveryId.startsWith("$")
                ? payload.flatMap(read -> new JsonLocation(deliveryId).first(read.json()))
                : Optional.of(deliveryId).filter(name -> !name.isEmpty()).map(name -> delivery.head()
                        .header(name));
        return found.filter(id -> !id.isBlank()).filter(StoredText::fitsId);
    }
}
