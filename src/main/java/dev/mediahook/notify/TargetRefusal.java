package dev.mediahook.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a target did not take a notification.
 *
 * @param cause without the target's URI
 * @param ofTarget whether it would hardly take another one now
 * @param retryAfter how long it asks us to wait, or null
 */
record TargetRefusal(String cause, boolean ofTarget, @Nullable Duration retryAfter) {}
