package dev.mediahook.receive.vertx;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.MessageHelper;

/**
 * What a route answers a request.
 *
 * @param headers in the order of the message, content type included
 */
record RouteAnswer(int status, Map<String, String> headers, Buffer body) {

    /** A fault that no route handled. */
    static RouteAnswer failed() {
        return new RouteAnswer(500, Map.of(), Buffer.buffer());
    }

    /** No route could say anything: the program lacks what it needs, and may have it again later. */
    static RouteAnswer unavailable() {
        return new RouteAnswer(503, Map.of(), Buffer.buffer());
    }

    /** As Camel's own consumer reads it off a message; a failed exchange tells nothing of its failure. */
    static RouteAnswer of(Exchange exchange, HeaderFilterStrategy filter) {
        if (exchange.isFailed()) {
            return failed();
        }
        Message message = exchange.getMessage();
        Buffer body = buffer(message);
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, body.length() == 0 ? 204 : 200, Integer.class);
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !filter.applyFilterToCamelHeaders(name, value, exchange)) {
                headers.put(name, value.toString());
            }
        });
        String contentType = MessageHelper.getContentType(message);
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
        return new RouteAnswer(status, headers, body);
    }

    private static Buffer buffer(Message message) throws TypeConversionException {
        Object body = message.getBody();
        if (body == null) {
            return Buffer.buffer();
        }
        if (body instanceof ByteBuffer bytes) {
            return Buffer.buffer(bytes.remaining()).setBytes(0, bytes.duplicate());
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? Buffer.buffer() : Buffer.buffer(bytes);
    }
}
