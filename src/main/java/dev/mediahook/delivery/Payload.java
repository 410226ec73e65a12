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
 * A body parsed as JSON, as leniently as possible without guessing: a verified delivery must not be lost because of a
 * fault in a field that nobody needs. Undoes gzip and deflate, recognised by the first bytes whatever the headers say.
 * Accepts NaN and infinities, raw control characters in strings, superfluous zeros, signs, escapes and commas,
 * Unicode escapes without digits, and bytes that are not UTF-8.
 *
 * @param repaired whether U+FFFD replaces what could not be read: a string that holds one may not be what the sender
 *     meant
 */
public record Payload(JsonNode json, boolean repaired) {

    /** The largest decompressed size if no limit is configured: the default limit of a webhook, in bytes. */
    public static final int USUAL_LIMIT = 1 << 20;

    /**
     * In digits. The parser converts every whole number, even an unused one, and the time grows with the square of its
     * length.
     */
    private static final int LONGEST_NUMBER = 20_000;

    /**
     * A body's size is limited when it arrives, so names need no limit of their own. Nesting keeps the parser's limit
     * of 1,000, since code that walks through a payload recurses for each level.
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

    /** A Unicode escape without its four digits. Only pairs of backslashes may precede it. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u(?![0-9a-fA-F]{4})");

    /**
     * Parses a body; empty if it is not JSON, or exceeds the limit.
     *
     * @param limit the largest size in bytes after gzip or deflate is undone
     */
    public static Optional<Payload> read(RawBody body, int limit) {
        byte[] bytes = body.bytes();
        return Gunzip.begins(bytes) ? Gunzip.plain(bytes, limit).flatMap(Payload::read) : read(bytes);
    }

    private static Optional<Payload> read(byte[] bytes) {
        try {
            return Optional.of(new Payload(JSON.readTree(bytes), false));
        } catch (IOException | NumberFormatException faulty) {
            // The parser throws NumberFormatException for a single point, for example.
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
            // Bytes again: of a text, the parser does not skip a byte order mark.
            return Optional.of(new Payload(JSON.readTree(text.getBytes(StandardCharsets.UTF_8)), true));
        } catch (IOException | NumberFormatException notJson) {
            return Optional.empty();
        }
    }
}
