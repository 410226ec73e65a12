package dev.mediahook.api;

import dev.mediahook.receive.LongBody;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The response to a call.
 *
 * @param contentType of the body
 * @param headers further headers, by name
 * @param body a {@link ByteBuffer}, a {@link LongBody}, or a view that is yet to be written as JSON
 */
record Answer(int status, String contentType, Map<String, String> headers, Object body) {

    static Answer ok(Object view) {
        return json(200, "application/json", view);
    }

    static Answer accepted(Object view) {
        return json(202, "application/json", view);
    }

    static Answer json(int status, String contentType, Object view) {
        return new Answer(status, contentType, Map.of(), view);
    }

    static Answer bytes(int status, String contentType, byte[] bytes) {
        return new Answer(status, contentType, Map.of(), ByteBuffer.wrap(bytes));
    }

    /** A body that is generated while it is sent. */
    static Answer sending(int status, String contentType, Map<String, String> headers, LongBody body) {
        return new Answer(status, contentType, headers, body);
    }

    static Answer empty(int status, String contentType, Map<String, String> headers) {
        return new Answer(status, contentType, headers, ByteBuffer.allocate(0));
    }
}
