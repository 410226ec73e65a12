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
 * @param deliveryHeader the header with the id of a delivery; empty if the body has it, or there is none
 * @param deliveryId the JSONPaths of the id of a delivery; nowhere, if a header has it, or there is none
 */
record Places(
        JsonLocation eventId,
        JsonLocation jobId,
        JsonLocation result,
        JsonLocation errorCode,
        JsonLocation errorMessage,
        String deliveryHeader,
        JsonLocation deliveryId) {

    /** The sender's own id of a delivery, if it has one that can be kept. */
    Optional<String> deliveryId(Delivery delivery, Optional<Payload> payload) {
        Optional<String> found = deliveryId.isNowhere()
                ? Optional.of(delivery.head().header(deliveryHeader))
                : payload.flatMap(read -> deliveryId.first(read.json()));
        return found.filter(id -> !id.isBlank()).filter(StoredText::fitsId);
    }
}
