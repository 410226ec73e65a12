package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.StorableText;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a sender's error message from a body, as one text. The message may be a string, an object with a message, a
 * list of such objects, FastAPI's list of {@code {loc, msg}}, or anything else, which is taken as it stands.
 */
public final class ErrorText {

    private static final int LONGEST = 2000;
    private static final int DEEPEST = 3;
    private static final Pattern TELLING =
            Pattern.compile("(?i)err(or|$)|fail|fault|problem|reason|message|detail|exception|warning");
    private static final Pattern RESULT = Pattern.compile("(?i)results?|outputs?|response|data");
    private static final String[] MESSAGES = {"message", "msg", "detail", "details", "error", "reason", "title"};

    /** The usual places of an error message, the most informative first. */
    private static final JsonLocation USUAL = new JsonLocation(String.join(
            " ",
            "$.message",
            "$.error.message",
            "$.error.detail",
            "$.detail",
            "$.details",
            "$.error",
            "$.errors",
            "$.result.error",
            "$.result.message",
            "$.result.detail",
            "$.result.details",
            "$.data.error",
            "$.data.message",
            "$.reason",
            "$.failure_reason",
            "$.error_message"));

    private ErrorText() {}

    /** The error message in a body that reports an error, or nothing. */
    public static Optional<String> in(JsonNode body) {
        return in(body, USUAL).or(() -> anywhere(body, DEEPEST));
    }

    /**
     * The value of a field whose name suggests an error, or a text that is not a URL in a field that should hold the
     * result.
     */
    private static Optional<String> anywhere(JsonNode body, int deeper) {
        return body.properties().stream()
                .filter(field -> TELLING.matcher(field.getKey()).find()
                        || (field.getValue().isTextual()
                                && RESULT.matcher(field.getKey()).matches()))
                .map(field -> text(field.getValue()))
                .filter(text -> !text.isBlank() && !text.matches("(?i)https?://\\S+|true|false"))
                .map(ErrorText::cut)
                .findFirst()
                .or(() -> deeper == 0
                        ? Optional.empty()
                        : body.properties().stream()
                                .filter(field -> field.getValue().isObject())
                                .flatMap(field -> anywhere(field.getValue(), deeper - 1).stream())
                                .findFirst());
    }

    /** The first message found at one of these places, or nothing. */
    static Optional<String> in(JsonNode body, JsonLocation places) {
        return places.whole(body)
                .map(ErrorText::text)
                .filter(text -> !text.isBlank())
                .map(ErrorText::cut)
                .findFirst();
    }

    /** Uses loops: a loop needs one or two stack frames per level; streams needed a dozen and overflowed the stack. */
    private static String text(JsonNode node) {
        if (node.isArray()) {
            StringJoiner all = new StringJoiner("; ");
            for (JsonNode element : node) {
                String text = text(element);
                if (!text.isBlank()) {
                    all.add(text);
                }
            }
            return all.toString();
        }
        if (!node.isObject()) {
            return node.isNull() ? "" : node.asText();
        }
        for (String name : MESSAGES) {
            String message = text(node.path(name));
            if (!message.isBlank()) {
                String place = elements(node.path("loc")).map(JsonNode::asText).collect(Collectors.joining("."));
                return place.isEmpty() ? message : place + ": " + message;
            }
        }
        return node.isEmpty() ? "" : others(node);
    }

    /** In {@code {"Moderation Reasons": ["Derivative Works Filter"]}} the field names carry the message. */
    private static String others(JsonNode node) {
        StringJoiner all = new StringJoiner("; ");
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            all.add(field.getKey() + ": " + text(field.getValue()));
        }
        return all.toString();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** A text as it is stored, no longer than a message may be. */
    static String cut(String text) {
        return StorableText.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
    }
}
