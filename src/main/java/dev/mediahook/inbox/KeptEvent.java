package dev.mediahook.inbox;

import dev.mediahook.delivery.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the inbox keeps it, without its body.
 *
 * @param type the sender's own word; null if the body can't be read
 * @param via {@code webhook} or {@code poll}
 * @param reason why it is dead, had no effect, or is tried again; null otherwise
 * @param deliveryId the sender's own id of the delivery; null if it gives none
 */
public record KeptEvent(
        EventId id,
        String sender,
        String key,
        @Nullable String type,
        @Nullable String jobId,
        Instant receivedAt,
        String via,
        EventState state,
        int attempts,
        int duplicates,
        @Nullable String reason,
        @Nullable String deliveryId) {}
