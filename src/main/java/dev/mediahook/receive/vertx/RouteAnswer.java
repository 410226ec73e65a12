package dev.mediahook.receive.vertx;

import dev.mediahook.receive.LongBody;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.MessageHelper;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers a request.
 *
 * @param headers in the order of the message, content type included
 * @param body empty if the body is a long one
 * @param longBody null if the body is here
 */
record RouteAnswer(
        int status,
        Map<String, String> headers,
        Buffer body,
        @Nullable LongBody longBody) {

    /** As Camel's own consumer reads it off a message. */
    static RouteAnswer of(Exchange exchange, HeaderFilterStrategy filter) {
        Message message = exchange.getMessage();
        LongBody longBody = message.getBody() instanceof LongBody made ? made : null;
        Buffer body = longBody == null ? buffer(message) : Buffer.buffer();
        boolean empty = longBody == null && body.length() == 0;
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, empty ? 204 : 200, Integer.class);
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
        return new RouteAnswer(status, headers, body, longBody);
    }

    private static Buffer buffer(Message message) throws TypeConversionException {
        Object body = message.getBody();
        if (body == null) {
            return Buffer.buffer();
        }
        if (body instanceof ByteBuffer bytes) {
            // From its beginning: Camel's tracing, for one, has read it, and leaves it at its end.
            return Buffer.buffer(bytes.limit()).setBytes(0, bytes.duplicate().rewind());
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? Buffer.buffer() : Buffer.buffer(bytes);
    }
}
