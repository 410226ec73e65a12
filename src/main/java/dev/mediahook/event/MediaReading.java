package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.StorableText;
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
 * @param media one URL or id each; nowhere if the sender's successes have no media
 * @param template turns an id into a URL; empty if the body holds URLs
 * @param extras optional media: a job is complete without them
 * @param without where something stands only in a success that has no media; if nothing does, media are missing
 * @param expires when the URLs expire
 * @param lifetime how long a medium's URL lives after the event; null if unknown
 * @param thin whether media in a webhook are ignored
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

    /** Ten times more than any known sender returns for one job. A longer list is refused as a whole. */
    static final int MOST_MEDIA = 200;

    /**
     * The media in the payload's order, extras last. If there are too many, the list stops after one more than the
     * limit.
     */
    List<MediumRef> refs(JsonNode json) {
        List<MediumRef> refs = new ArrayList<>();
        for (String named : media.distinct(json, MOST_MEDIA + 1)) {
            refs.add(new MediumRef(refs.size(), StorableText.of(url(named))));
        }
        for (String url : extras.distinct(json, MOST_MEDIA + 1)) {
            refs.add(new MediumRef(refs.size(), StorableText.of(url), true));
        }
        return List.copyOf(refs);
    }

    /** Why a success can't be processed as it is; null if it can. */
    @Nullable
    Reason flaw(JsonNode json, List<MediumRef> refs) {
        if (refs.size() > MOST_MEDIA) {
            return Reason.TOO_LARGE;
        }
        boolean promised = !media.isNowhere() && without.first(json).isEmpty();
        return promised && refs.stream().allMatch(MediumRef::extra) ? Reason.NO_MEDIA : null;
    }

    /** The earliest known expiry: from the sender's documented lifetime, from the body, or from the URLs themselves. */
    @Nullable
    Instant deadline(JsonNode json, Instant receivedAt, List<MediumRef> refs) {
        if (refs.isEmpty()) {
            return null;
        }
        Instant first = lifetime == null ? null : receivedAt.plus(lifetime);
        for (String end : expires.distinct(json)) {
            first = earlier(first, TimestampReader.read(end));
        }
        for (MediumRef ref : refs) {
            first = earlier(first, UrlExpiry.end(ref.url()));
        }
        return first;
    }

    private static @Nullable Instant earlier(@Nullable Instant first, Optional<Instant> other) {
        boolean isEarlier = other.isPresent() && (first == null || other.get().isBefore(first));
        return isEarlier ? other.get() : first;
    }

    /** An id that would change the URL's path is returned as it is. It is not a URL, so it is not fetched. */
    private String url(String named) {
        if (template.isEmpty() || named.equals(".") || named.equals("..")) {
            return named;
        }
        return template.replace(
                NAME, URLEncoder.encode(named, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
