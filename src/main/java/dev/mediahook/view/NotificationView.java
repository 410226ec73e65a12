package dev.mediahook.view;

import dev.mediahook.delivery.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification to one target.
 *
 * @param id the id of the CloudEvent; the same for every target
 * @param jobId null if the notification is about no job
 * @param eventId null if no event made the change
 * @param state {@code pending}, {@code sent} or {@code dead}
 * @param nextTryAt null if the notification is not pending
 * @param reason why the last try failed, or null
 */
public record NotificationView(
        String id,
        String target,
        String type,
        String sender,
        @Nullable String jobId,
        @Nullable EventId eventId,
        String state,
        Instant createdAt,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable Instant nextTryAt,
        @Nullable String reason) {}
