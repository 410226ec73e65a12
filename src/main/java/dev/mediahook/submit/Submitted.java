package dev.mediahook.submit;

import org.jspecify.annotations.Nullable;

/**
 * A job that a sender has taken on.
 *
 * @param statusUrl where the sender wants to be asked after it, as it says, or null
 */
public record Submitted(String jobId, @Nullable String statusUrl) {}
