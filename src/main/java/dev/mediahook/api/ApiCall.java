package dev.mediahook.api;

import dev.mediahook.delivery.RawBody;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path what the route's path names in braces, decoded
 * @param query the parameters after the question mark, decoded; of a repeated one the first
 * @param idempotencyKey the caller's, or null
 */
record ApiCall(
        Map<String, String> path,
        Map<String, String> query,
        RawBody body,
        @Nullable String idempotencyKey) {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 500;

    String segment(String name) {
        return path.getOrDefault(name, "");
    }

    /** A query parameter; blank counts as absent. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /** A query parameter that is one of certain words. */
    <T> Optional<T> word(String name, Function<String, T> reading) {
        return parameter(name).map(value -> {
            try {
                return reading.apply(value);
            } catch (IllegalArgumentException unknown) {
                throw Problem.badRequest("there is no " + name + " \"" + value + "\"");
            }
        });
    }

    int limit() {
        return parameter("limit").map(ApiCall::limit).orElse(USUAL_LIMIT);
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1) {
                return Math.min(limit, HIGHEST_LIMIT);
            }
        } catch (NumberFormatException notANumber) {
            // told below, as a number out of range is
        }
        throw Problem.badRequest("limit is a whole number from 1 to " + HIGHEST_LIMIT);
    }

    /** Where the page before ended; the highest number where this is the first. */
    long after() {
        return parameter("after").map(ApiCall::cursor).orElse(Long.MAX_VALUE);
    }

    private static long cursor(String text) {
        try {
            return Long.parseLong(text, 32);
        } catch (NumberFormatException foreign) {
            throw Problem.badRequest("after is the \"next\" of an earlier answer");
        }
    }

    static String cursor(long last) {
        return Long.toString(last, 32);
    }
}
