package dev.mediahook.receive;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, before any check.
 *
 * @param method in capitals
 * @param pathParameters the segments that the route's path names in braces, decoded; those that can't be decoded are
 *     left out
 * @param query the query parameters, decoded; the first value of a repeated one
 * @param body null if the body is over the limit, or did not arrive completely and in time
 * @param bytes how many bytes the body is known to have
 */
public record RawRequest(
        String method,
        RequestHead head,
        Map<String, String> pathParameters,
        Map<String, String> query,
        @Nullable RawBody body,
        long bytes) {}
