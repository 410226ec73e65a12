package dev.mediahook.api;

import dev.mediahook.view.JsonText;
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

    static Answer ok(Object view) {
        return json(200, "application/json", view);
    }

    static Answer accepted(Object view) {
        return json(202, "application/json", view);
    }

    static Answer json(int status, String contentType, Object view) {
        byte[] bytes = JsonText.of(view).getBytes(StandardCharsets.UTF_8);
        return new Answer(status, contentType, () -> bytes);
    }
}
