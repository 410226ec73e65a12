package dev.mediahook.event;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.StorableText;
import java.util.Optional;

/**
 * Where one sender's payload holds what we need, apart from status words and media.
 *
 * @param eventId the sender's own id of an event; nowhere if the sender gives none
 * @param result the id of one result of a job; nowhere if one event reports all results
 * @param deliveryHeader the header with the id of a delivery; empty if the id is in the body or there is none
 * @param deliveryId the JSONPaths of the id of a delivery; nowhere if the id is in a header or there is none
 */
record Places(
        JsonLocation eventId,
        JsonLocation jobId,
        JsonLocation result,
        JsonLocation errorCode,
        JsonLocation errorMessage,
        String deliveryHeader,
        JsonLocation deliveryId) {

    /** The sender's own id of a delivery, if there is one that can be stored. */
    Optional<String> deliveryId(Delivery delivery, Optional<Payload> payload) {
        Optional<String> found = deliveryId.isNowhere()
                ? Optional.of(delivery.head().header(deliveryHeader))
                : payload.flatMap(read -> deliveryId.first(read.json()));
        return found.filter(id -> !id.isBlank()).filter(StorableText::fitsId);
    }
}
