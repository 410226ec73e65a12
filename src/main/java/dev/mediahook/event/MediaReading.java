package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.JsonLocation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the media that a body names.
 *
 * @param media one URL or id each; nowhere, if the sender's successes have none
 * @param template makes a URL of an id; empty if URLs stand there
 * @param extras media that a job is whole without
 * @param without what stands in a success that has no medium, and tells it from one whose media were not found
 * @param expires when the URLs die
 * @param lifetime how long a medium's URL lives after the event, or null if nobody says
 * @param thin whether what a webhook says of media does not count
 */
record MediaReading(
        JsonLocation media,
        String template,
        JsonLocation extras,
        JsonLocation without,
        JsonLocation expires,
        @Nullable Duration lifetime,
        boolean thin) {

    /** The placeholder for an id. */
    static final String NAME = "{media}";

    /** No sender makes a tenth as many media for one job. A longer list is refused as a whole. */
    static final int MOST_MEDIA = 200;

    /** In the payload's order, extras last; one more than are fetched, if there are too many. */
    List<MediumRef> refs(JsonNode json) {
        List<MediumRef> refs = new ArrayList<>();
        for (String named : media.distinct(json, MOST_MEDIA + 1)) {
            refs.add(new MediumRef(refs.size(), StoredText.of(url(named))));
        }
        for (String url : extras.distinct(json, MOST_MEDIA + 1)) {
            refs.add(new MediumRef(refs.size(), StoredText.of(url), true));
        }
        return List.copyOf(refs);
    }

    /** What keeps a success from being worked on as it is, or null. */
    @Nullable
    Reason flaw(JsonNode json, List<MediumRef> refs) {
        if (refs.size() > MOST_MEDIA) {
            return Reason.TOO_LARGE;
        }
        boolean promised = !media.isNowhere() && without.first(json).isEmpty();
        return promised && refs.stream().allMatch(MediumRef::extra) ? Reason.NO_MEDIA : null;
    }

    /** The earliest end that is known of: from the sender's documents or its body, or written in the URLs themselves. */
    @Nullable
    Instant deadline(JsonNode json, Instant receivedAt, List<MediumRef> refs) {
        if (refs.isEmpty()) {
            return null;
        }
        Instant first = lifetime == null ? null : receivedAt.plus(lifetime);
        for (String end : expires.distinct(json)) {
            first = earlier(first, Moment.read(end));
        }
        for (MediumRef ref : refs) {
            first = earlier(first, UrlLife.end(ref.url()));
        }
        return first;
    }

    private static @Nullable Instant earlier(@Nullable Instant first, Optional<Instant> other) {
        boolean isEarlier = other.isPresent() && (first == null || other.get().isBefore(first));
        return isEarlier ? other.get() : first;
    }

    /** An id that would lead to another path is left as it is: it is no URL, so it is not fetched. */
    private String url(String named) {
        if (template.isEmpty() || named.equals(".") || named.equals("..")) {
            return named;
        }
        return template.replace(
                NAME, URLEncoder.encode(named, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
