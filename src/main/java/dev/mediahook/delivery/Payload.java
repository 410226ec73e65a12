package dev.mediahook.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body as JSON, read as leniently as can be done without guessing: a verified delivery is not lost for a fault in a field
 * that nobody needs. Undone are gzip and deflate, which the first bytes tell, whatever the headers say. Taken are NaN and
 * infinities, raw control characters in a text, needless zeros, signs, escapes and commas, escapes without a number, and
 * bytes that are no UTF-8.
 *
 * @param repaired whether U+FFFD stands for what can't be read: a text that holds one may not be what was meant
 */
public record Payload(JsonNode json, boolean repaired) {

    /** What a body may grow to if nobody sets another limit: the usual one of a webhook. */
    public static final int USUAL_LIMIT = 1 << 20;

    /** In digits. A whole number is converted even if nobody reads it, and the time grows with the square of its length. */
    private static final int LONGEST_NUMBER = 20_000;

    /**
     * A body's length is bounded where it arrives, so that a name in it needs no bound of its own. Nesting keeps the reader's
     * bound of 1,000: what walks through a payload calls itself for each level.
     */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** An escape that lacks its four digits; what stands before it are pairs of backslashes. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u(?![0-9a-fA-F]{4})");

    /**
     * Reads a body; nothing if it is no JSON, or no JSON within the limit.
     *
     * @param limit how many bytes a body may have once gzip or deflate is undone
     */
    public static Optional<Payload> read(RawBody body, int limit) {
        byte[] bytes = body.bytes();
        return Gunzip.begins(bytes) ? Gunzip.plain(bytes, limit).flatMap(Payload::read) : read(bytes);
    }

    private static Optional<Payload> read(byte[] bytes) {
        try {
            return Optional.of(new Payload(JSON.readTree(bytes), false));
        } catch (IOException | NumberFormatException faulty) {
            // The reader throws the second of these at a lone point, and the like.
            return repaired(bytes);
        }
    }

    private static Optional<Payload> repaired(byte[] bytes) {
        String text =
                BROKEN_ESCAPE.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("$1\uFFFD");
        if (text.indexOf('\uFFFD') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Payload(JSON.readTree(text), true));
        } catch (IOException | NumberFormatException notJson) {
            return Optional.empty();
        }
    }
}
