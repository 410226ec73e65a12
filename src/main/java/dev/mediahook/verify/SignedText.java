package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.receive.RefusalCause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The template of the text that a signature covers: {@code {body}}, {@code {timestamp}.{body}},
 * {@code {id}.{timestamp}.{body}}. {@code {sha256}} is the body's SHA-256 in lower-case hex, {@code {timestamp}} the
 * signed time as it was sent, {@code {id}} the value at the given place, and any other name that of a header.
 * {@code \n} is a line feed.
 */
final class SignedText {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9-]+)}");

    private final String template;
    private final List<Part> parts = new ArrayList<>();

    @FunctionalInterface
    private interface Part {
        byte[] of(Delivery delivery, String timestamp) throws Unverifiable;
    }

    /**
     * @param id where {@code {id}} is found: a header, or JSONPaths into the body; may be empty if the template has no
     *     id
     * @throws IllegalArgumentException if the template has an id without a place, or no placeholder
     */
    SignedText(String template, String id) {
        this.template = template.replace("\\n", "\n");
        Matcher placeholder = PLACEHOLDER.matcher(this.template);
        int end = 0;
        while (placeholder.find()) {
            addLiteral(this.template.substring(end, placeholder.start()));
            parts.add(part(placeholder.group(1), id));
            end = placeholder.end();
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("signed: needs a placeholder such as {body}");
        }
        addLiteral(this.template.substring(end));
    }

    /** Whether the signature covers the body, so that nobody can change the body unnoticed. */
    boolean coversBody() {
        return template.contains("{body}") || template.contains("{sha256}");
    }

    boolean hasTimestamp() {
        return template.contains("{timestamp}");
    }

    /**
     * The signed bytes, in pieces, so that the body is not copied.
     *
     * @param timestamp null if the scheme has none
     */
    List<byte[]> of(Delivery delivery, @Nullable String timestamp) throws Unverifiable {
        List<byte[]> pieces = new ArrayList<>(parts.size());
        for (Part part : parts) {
            pieces.add(part.of(delivery, timestamp == null ? "" : timestamp));
        }
        return pieces;
    }

    private void addLiteral(String text) {
        if (!text.isEmpty()) {
            byte[] bytes = bytes(text);
            parts.add((delivery, timestamp) -> bytes);
        }
    }

    private static Part part(String name, String id) {
        return switch (name) {
            case "body" -> (delivery, timestamp) -> delivery.body().bytes();
            case "sha256" -> (delivery, timestamp) -> bytes(delivery.body().sha256());
            case "timestamp" -> (delivery, timestamp) -> bytes(timestamp);
            case "id" -> id(id);
            default -> header(name);
        };
    }

    private static Part id(String place) {
        if (place.isBlank()) {
            throw new IllegalArgumentException("id: says where {id} stands, a header or a JSONPath");
        }
        if (!place.startsWith("$")) {
            return header(place);
        }
        JsonLocation location = new JsonLocation(place);
        return (delivery, timestamp) -> bytes(location.first(delivery.body())
                .orElseThrow(
                        () -> new Unverifiable(RefusalCause.SIGNATURE_MALFORMED, "the body has no id at " + place)));
    }

    private static Part header(String name) {
        return (delivery, timestamp) -> bytes(SignatureHeader.one(delivery.head(), name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
