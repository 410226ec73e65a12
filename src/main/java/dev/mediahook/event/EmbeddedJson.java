package dev.mediahook.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The places where a payload holds JSON inside a string, {@code "{\"urls\":[…]}"}. The parsed JSON replaces the string.
 *
 * @param places paths that consist of plain names
 */
record EmbeddedJson(List<JsonPointer> places) {

    static final EmbeddedJson NOWHERE = new EmbeddedJson(List.of());

    private static final Pattern NAMES_ONLY = Pattern.compile("\\$(\\.[A-Za-z0-9_-]+)+");

    /**
     * @param paths such as {@code $.data.resultJson}, separated by blanks
     * @throws IllegalArgumentException if a path contains anything but plain names
     */
    static EmbeddedJson of(String paths) {
        return new EmbeddedJson(Arrays.stream(paths.strip().split("\\s+"))
                .filter(path -> !path.isEmpty())
                .map(EmbeddedJson::pointer)
                .toList());
    }

    private static JsonPointer pointer(String path) {
        if (!NAMES_ONLY.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "embeddedJson: " + path + " is no path by names alone: $.data.resultJson");
        }
        return JsonPointer.compile(path.substring(1).replace('.', '/'));
    }

    /** The payload with the embedded JSON parsed. A string that holds neither a list nor an object stays a string. */
    Payload read(Payload payload) {
        boolean repaired = payload.repaired();
        for (JsonPointer place : places) {
            JsonNode text = payload.json().at(place);
            if (!text.isTextual() || !(payload.json().at(place.head()) instanceof ObjectNode holder)) {
                continue;
            }
            byte[] bytes = text.textValue().getBytes(StandardCharsets.UTF_8);
            Optional<Payload> held = Payload.read(RawBody.of(bytes), bytes.length)
                    .filter(read -> read.json().isContainerNode());
            if (held.isPresent()) {
                holder.set(place.last().getMatchingProperty(), held.get().json());
                repaired |= held.get().repaired();
            }
        }
        return new Payload(payload.json(), repaired);
    }
}
