package dev.mediahook.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * What a call is answered.
 *
 * @param contentType of the bytes
 */
record Answer(int status, String contentType, Bytes body) {

    /** The bytes of an answer. */
    interface Bytes {
        byte[] get();
    }

    static Answer ok(JsonNode json) {
        return json(200, "application/json", json);
    }

    static Answer accepted(JsonNode json) {
        return json(202, "application/json", json);
    }

    static Answer json(int status, String contentType, JsonNode json) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(status, contentType, () -> bytes);
    }
}
