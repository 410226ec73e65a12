package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A job that a caller wants a sender to do.
 *
 * @param idempotencyKey the caller's, or null
 */
public record Submission(
        String sender,
        String model,
        JsonNode input,
        @Nullable String idempotencyKey) {}
