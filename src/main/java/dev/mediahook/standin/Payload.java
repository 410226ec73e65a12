package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * One body that a sender is known to send.
 *
 * @param name what people call it; its status word, if that is unique for its sender
 * @param status the sender's own word inside the body
 * @param ends what it should make of its job
 * @param media the kinds of the files that it names, in its order
 * @param shape makes its JSON
 */
public record Payload(String name, String status, Ends ends, List<MediaKind> media, Function<Facts, JsonNode> shape) {

    static Payload of(String status, Ends ends, Function<Facts, JsonNode> shape, MediaKind... media) {
        return new Payload(status, status, ends, List.of(media), shape);
    }

    Payload named(String other) {
        return new Payload(other, status, ends, media, shape);
    }

    /** The body's bytes, compact JSON in UTF-8. */
    public byte[] body(Facts facts) {
        return Json.bytes(shape.apply(facts));
    }
}
