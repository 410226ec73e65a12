package dev.mediahook.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.receive.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delivery: where one sender's payload keeps what we need.
 *
 * @param eventId the sender's own id of an event; nowhere, where it gives none
 * @param media one URL each
 * @param mediaLifetime how long a medium's URL lives after the event, or null where nobody says
 */
record PayloadMapping(
        JsonLocation eventId,
        JsonLocation jobId,
        JsonLocation status,
        JsonLocation media,
        JsonLocation errorCode,
        JsonLocation errorMessage,
        StatusWords words,
        @Nullable Duration mediaLifetime) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Never throws: what can't be read is an unreadable event. */
    Event read(Delivery delivery) {
        Optional<JsonNode> json = parse(delivery);
        if (json.isEmpty()) {
            return Event.unreadable(delivery);
        }
        Optional<String> ownId = eventId.first(json.get()).filter(PayloadMapping::storable);
        Optional<String> job = jobId.first(json.get()).filter(PayloadMapping::storable);
        Optional<String> word = status.first(json.get()).filter(PayloadMapping::storable);
        if (word.isEmpty() || (ownId.isEmpty() && job.isEmpty())) {
            return Event.unreadable(delivery);
        }
        SenderError error = new SenderError(
                errorCode.first(json.get()).orElse(null),
                errorMessage.first(json.get()).orElse(null));
        Optional<JobStatus> end = words.end(word.get(), error);
        String key = ownId.map(EventKey::ofEventId)
                .orElseGet(() -> EventKey.ofJob(
                        job.orElseThrow(), end.map(JobStatus::word).orElse(word.get())));
        List<MediumRef> refs = mediaOf(json.get());
        return new Event(
                delivery.id(),
                delivery.sender(),
                key,
                job.orElse(null),
                word.get(),
                end.orElse(null),
                words.outcome(word.get(), end),
                refs,
                error.code() == null && error.message() == null ? null : error,
                delivery.via(),
                delivery.receivedAt(),
                deadline(delivery.receivedAt(), refs),
                delivery.body());
    }

    private List<MediumRef> mediaOf(JsonNode json) {
        List<MediumRef> refs = new ArrayList<>();
        media.all(json).forEach(url -> refs.add(new MediumRef(refs.size(), url)));
        return List.copyOf(refs);
    }

    /** The earliest end that is known of: from the sender's documents, or written in the URLs themselves. */
    private @Nullable Instant deadline(Instant receivedAt, List<MediumRef> refs) {
        if (refs.isEmpty()) {
            return null;
        }
        Instant earliest = mediaLifetime == null ? null : receivedAt.plus(mediaLifetime);
        for (MediumRef ref : refs) {
            Instant end = UrlLife.end(ref.url()).orElse(null);
            if (end != null && (earliest == null || end.isBefore(earliest))) {
                earliest = end;
            }
        }
        return earliest;
    }

    private static Optional<JsonNode> parse(Delivery delivery) {
        try {
            JsonNode json = JSON.readTree(delivery.body().bytes());
            return Optional.ofNullable(json).filter(JsonNode::isObject);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** A database's text holds neither a NUL nor half a surrogate pair. */
    private static boolean storable(String text) {
        return text.indexOf('\0') < 0
                && text.codePoints().noneMatch(codePoint -> codePoint >= 0xD800 && codePoint <= 0xDFFF);
    }
}
