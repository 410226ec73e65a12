package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Any other call of a sender's API; its answer is JSON, null if it has none.
 *
 * @param path after the sender's address
 * @param body null for none
 */
public record SenderCall(
        String sender, String method, String path, @Nullable JsonNode body) {}
