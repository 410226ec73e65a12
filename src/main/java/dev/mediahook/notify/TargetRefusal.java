package dev.mediahook.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a target did not accept a notification.
 *
 * @param cause without the target's URI
 * @param ofTarget whether the target would probably refuse any other notification now
 * @param retryAfter how long the target asks us to wait, or null
 */
record TargetRefusal(
        String cause, boolean ofTarget, @Nullable Duration retryAfter) {}
