package dev.mediahook.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mediahook.delivery.EventId;
import dev.mediahook.inbox.KeptEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event, without its body.
 *
 * @param type the sender's own word; null if the body can't be read
 * @param reason why the event is dead, had no effect, or is tried again; null otherwise
 * @param deliveryId the sender's own id of the delivery; left out if the sender gives none
 */
public record EventView(
        EventId eventId,
        String sender,
        String key,
        @Nullable String type,
        @Nullable String jobId,
        Instant receivedAt,
        String via,
        String state,
        int attempts,
        int duplicates,
        @Nullable String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deliveryId) {

    public static EventView of(KeptEvent event) {
        return new EventView(
                event.id(),
                event.sender(),
                event.key(),
                event.type(),
                event.jobId(),
                event.receivedAt(),
                event.via(),
                event.state().word(),
                event.attempts(),
                event.duplicates(),
                event.reason(),
                event.deliveryId());
    }
}
