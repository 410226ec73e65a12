package dev.mediahook.notify;

import dev.mediahook.notify.Notifications.Notification;
import org.jspecify.annotations.Nullable;

/** Hears how a notification ended. */
@FunctionalInterface
public interface EndListener {
    void ended(Notification one, String state, @Nullable String reason);
}
