package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A job that a caller wants a sender to do.
 *
 * @param id what its own secret is derived from
 * @param idempotencyKey the caller's, or null
 */
public record Submission(
        String id,
        String sender,
        String model,
        JsonNode input,
        @Nullable String idempotencyKey) {}
