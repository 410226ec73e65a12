package dev.mediahook.view;

import dev.mediahook.delivery.EventId;
import org.jspecify.annotations.Nullable;

/** What watchers are shown: enough to know what to ask for. */
public final class ChangeViews {

    private ChangeViews() {}

    /**
     * An event has come, or a try at it has ended.
     *
     * @param state {@code accepted}, {@code done} or {@code dead}; an event that is tried again is {@code accepted}
     */
    public record EventChange(
            EventId eventId,
            String sender,
            String state,
            @Nullable String reason) {}

    /** A notification was sent, or is dead. */
    public record NotificationChange(
            String id,
            String target,
            String type,
            String sender,
            String jobId,
            String state,
            @Nullable String reason) {}
}
