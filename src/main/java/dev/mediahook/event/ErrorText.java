package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.JsonLocation;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a sender says of an error, as one text, wherever and in whatever shape it says it: a text, an object with a message,
 * a list of such, FastAPI's list of {@code {loc, msg}}, or anything else as it stands.
 */
public final class ErrorText {

    private static final int LONGEST = 2000;
    private static final String[] MESSAGES = {"message", "msg", "detail", "details", "error", "reason", "title"};

    /** Where senders put it, in the order of how much it tells. */
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

    /** What a body that tells of an error says of it, or nothing. */
    public static Optional<String> in(JsonNode body) {
        return in(body, USUAL);
    }

    /** The first that is said at one of these places, or nothing. */
    static Optional<String> in(JsonNode body, JsonLocation places) {
        return places.whole(body)
                .map(ErrorText::text)
                .filter(text -> !text.isBlank())
                .map(ErrorText::cut)
                .findFirst();
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            return elements(node)
                    .map(ErrorText::text)
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.joining("; "));
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

    /** {@code {"Moderation Reasons": ["Derivative Works Filter"]}} says it by its names. */
    private static String others(JsonNode node) {
        return node.properties().stream()
                .map(field -> field.getKey() + ": " + text(field.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static String cut(String text) {
        return StoredText.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
    }
}
