package dev.mediahook.api;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.StorableText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API as it came.
 *
 * @param path the values of the path's placeholders, decoded; those that can't be decoded are left out
 * @param query the query parameters, decoded; for a repeated one its first value
 * @param trace the {@link dev.mediahook.delivery.TraceParent} of the call; null if nothing is traced
 */
record ApiCall(
        Map<String, String> path,
        Map<String, String> query,
        RequestHead head,
        RawBody body,
        @Nullable String trace) {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 500;

    /** The longest id that can be stored, in bytes of UTF-8. */
    private static final int LONGEST_KEY = 255;

    private static final String NO_TEXT = " bytes, or contains NUL or half of a surrogate pair";
    private static final int MOST_VALUES = 20;

    /** The value of a placeholder in the path. */
    String segment(String name) {
        String text = path.get(name);
        if (text == null) {
            throw Problem.badRequest("the path's percent-encoding is not UTF-8: encode the ids in UTF-8");
        }
        if (text.isBlank() || !StorableText.fitsId(text)) {
            throw Problem.badRequest(name + " in the path is empty, longer than " + StorableText.LONGEST_ID + NO_TEXT);
        }
        return text;
    }

    /** The caller's idempotency key, or null. */
    @Nullable
    String idempotencyKey() {
        String key = head.header("Idempotency-Key");
        if (key.isBlank()) {
            return null;
        }
        if (!StorableText.fits(key, LONGEST_KEY)) {
            throw Problem.badRequest("Idempotency-Key is longer than " + LONGEST_KEY + NO_TEXT);
        }
        return key;
    }

    /** A query parameter; blank counts as absent. */
    Optional<String> parameter(String name) {
        Optional<String> given = Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
        if (given.isPresent() && !StorableText.fitsId(given.get())) {
            throw Problem.badRequest(name + " is longer than " + StorableText.LONGEST_ID + NO_TEXT);
        }
        return given;
    }

    /** The values of a query parameter, comma-separated; none if it is absent. */
    List<String> values(String name) {
        List<String> values = parameter(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
        if (values.size() > MOST_VALUES || values.contains("")) {
            throw Problem.badRequest(name + " takes up to " + MOST_VALUES + " values, with one comma between two");
        }
        return values;
    }

    /** The values of a query parameter, each of which has to be a known word. */
    <T> List<T> words(String name, Function<String, T> reading) {
        return values(name).stream().map(value -> word(name, value, reading)).toList();
    }

    private static <T> T word(String name, String value, Function<String, T> reading) {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest("there is no " + name + " \"" + value + "\"");
        }
    }

    /** A query parameter that is a time. */
    Optional<Instant> time(String name) {
        return parameter(name).map(text -> {
            try {
                // A plus that was not encoded has been decoded as a blank.
                OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
                return Instant.ofEpochMilli(time.toInstant().toEpochMilli());
            } catch (DateTimeException | ArithmeticException notATime) {
                throw Problem.badRequest(name + " is a time such as 2026-03-01T10:00:00Z");
            }
        });
    }

    /** A query parameter that is true or false; false if it is absent. */
    boolean yes(String name) {
        return parameter(name)
                .map(text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw Problem.badRequest(name + " is true or false");
                    }
                    return text.equals("true");
                })
                .orElse(false);
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

    /**
     * Where the previous page ended; the highest number for the first page.
     *
     * @param listing whose cursor it has to be
     */
    long after(String listing) {
        return parameter("after").map(text -> number(listing, text)).orElse(Long.MAX_VALUE);
    }

    private static long number(String listing, String cursor) {
        try {
            long number = Long.parseLong(cursor.substring(cursor.indexOf('-') + 1), 32);
            if (number >= 0 && cursor(listing, number).equals(cursor)) {
                return number;
            }
        } catch (NumberFormatException foreign) {
            // told below, as one that no answer had
        }
        throw Problem.badRequest("after is no cursor of the " + listing
                + ": give the \"next\" of an earlier page of them, or leave it out for the first page");
    }

    /** Begins with the listing's name, so that no other listing takes it. */
    static String cursor(String listing, long last) {
        return listing + "-" + Long.toString(last, 32);
    }
}
