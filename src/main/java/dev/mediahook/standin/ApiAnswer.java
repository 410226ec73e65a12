package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a sender's API answers. */
record ApiAnswer(int status, Map<String, String> headers, JsonNode body) {

    static ApiAnswer of(int status, JsonNode body) {
        return new ApiAnswer(status, Map.of(), body);
    }
}
