package dev.mediahook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.InvalidPathException;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Redaction;
import dev.mediahook.inbox.KeptEvent;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.inbox.KeptPayload;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** A search for payloads in which a value stands at a given path. */
final class PayloadWish {

    private static final int LONGEST_PATH = 200;

    /** Names, indexes and stars, with one deep step at most. So the cost grows only linearly with the payload. */
    private static final Pattern PLAIN =
            Pattern.compile("\\$(\\.\\.?(\\*|[\\w-]+)|\\[(\\*|\\d{1,6}|'[^'\\[\\]()?@]+')])+");

    private static final Pattern STAR = Pattern.compile("\\.\\.?\\*");

    private final JsonLocation place;
    private final String value;
    private final Function<String, Redaction> redactions;

    /**
     * @throws Problem if the path can't be parsed, or might take too long
     */
    PayloadWish(String path, String value, Function<String, Redaction> redactions) {
        boolean plain = path.length() <= LONGEST_PATH
                && PLAIN.matcher(path).matches()
                && path.indexOf("..") == path.lastIndexOf("..");
        if (!plain) {
            throw Problem.badRequest("path is a JSONPath of names, indexes and stars, with \"..\" once at most");
        }
        try {
            // In a JsonLocation, a path that ends in a point and a star would match URLs only.
            this.place = new JsonLocation(
                    STAR.matcher(path).replaceAll(star -> star.group().startsWith("..") ? "..[*]" : "[*]"));
        } catch (InvalidPathException unreadable) {
            throw Problem.badRequest("path can't be read");
        }
        this.value = value;
        this.redactions = redactions;
    }

    /** Searches one payload after the other, until the time is over. */
    Looking within(Handle handle, Duration patience) {
        return new Looking(handle, System.nanoTime() + patience.toNanos());
    }

    /** Whether an event matches. Once the time is over, no event does. */
    final class Looking implements Predicate<KeptEvent> {

        private final Handle handle;
        private final long end;
        private boolean late;

        private Looking(Handle handle, long end) {
            this.handle = handle;
            this.end = end;
        }

        /** Whether the time was over before all payloads were searched. */
        boolean late() {
            return late;
        }

        @Override
        public boolean test(KeptEvent event) {
            late = late || System.nanoTime() - end > 0;
            return !late
                    && KeptEvents.payload(handle, event.id())
                            .filter(PayloadWish.this::has)
                            .isPresent();
        }
    }

    private boolean has(KeptPayload kept) {
        Redaction redaction = redactions.apply(kept.sender());
        Optional<RawBody> shown = redaction.hidesNothing()
                ? Optional.of(kept.body())
                : redaction.hide(kept.body(), EventCalls.MOST_BYTES).map(RawBody::of);
        return shown.flatMap(body -> Payload.read(body, EventCalls.MOST_BYTES))
                .map(Payload::json)
                .filter(this::stands)
                .isPresent();
    }

    private boolean stands(JsonNode json) {
        return place.whole(json).anyMatch(this::isOrHolds);
    }

    /** A path with a star or a deep step finds a list. */
    private boolean isOrHolds(JsonNode found) {
        if (found.isArray()) {
            for (JsonNode one : found) {
                if (is(one)) {
                    return true;
                }
            }
        }
        return is(found);
    }

    private boolean is(JsonNode node) {
        return node.isValueNode() && !node.isNull() && node.asText().equals(value);
    }
}
