package dev.mediahook.notify;

import dev.mediahook.notify.Notifications.Notification;
import org.jspecify.annotations.Nullable;

/** A notification that its claimer is to send now, and the {@code traceparent} of the event that it tells of. */
record Claimed(
        Notification notification, String body, @Nullable String trace) {}
