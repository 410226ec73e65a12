package dev.mediahook.receive;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request before anybody looked at it.
 *
 * @param method in capitals
 * @param pathParameters what a route's path names in braces, decoded
 * @param query the parameters after the question mark, decoded; of a repeated one the first
 * @param body null if it is over the limit, or did not arrive whole and in time
 * @param bytes how many bytes of the body are known of
 */
public record RawRequest(
        String method,
        RequestHead head,
        Map<String, String> pathParameters,
        Map<String, String> query,
        @Nullable RawBody body,
        long bytes) {}
