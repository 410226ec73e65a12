package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delivery.
 *
 * @param mediaLifetime how long a medium's URL lives after the event, or null where nobody says
 * @param limit how many bytes a body may have once gzip is undone
 */
record PayloadMapping(
        Places places, StatusWords words, @Nullable Duration mediaLifetime, int limit) {

    /** No sender makes a tenth as many of one job. A longer list is refused as a whole. */
    static final int MOST_MEDIA = 200;

    /** Never throws: what can't be read is an unreadable event. */
    Event read(Delivery delivery) {
        Optional<Payload> payload =
                Payload.read(delivery.body(), limit).filter(read -> read.json().isObject());
        if (payload.isEmpty()) {
            return Event.unreadable(delivery);
        }
        JsonNode json = payload.get().json();
        Optional<String> ownId = key(payload.get(), places.eventId());
        Optional<String> job = key(payload.get(), places.jobId());
        Optional<String> word = key(payload.get(), places.status());
        if (word.isEmpty() || (ownId.isEmpty() && job.isEmpty())) {
            return Event.unreadable(delivery);
        }
        SenderError error = new SenderError(
                places.errorCode().first(json).map(StoredText::of).orElse(null),
                ErrorText.in(json, places.errorMessage()).orElse(null));
        Meaning meaning = words.meaning(word.get(), error);
        List<MediumRef> refs = media(json);
        Reason flaw = meaning == Meaning.COMPLETED ? flaw(json, refs) : null;
        String key = eventKey(ownId, job, word.get(), meaning, flaw);
        if (!StoredText.fitsKey(key)) {
            return Event.unreadable(delivery);
        }
        return new Event(
                delivery.id(),
                delivery.sender(),
                key,
                job.orElse(null),
                word.get(),
                meaning,
                flaw == null ? refs : List.of(),
                flaw,
                worded(error, meaning, json),
                delivery.via(),
                delivery.proof(),
                delivery.receivedAt(),
                flaw == null ? deadline(delivery.receivedAt(), refs) : null,
                delivery.body());
    }

    /** What makes a delivery unreadable, one line each; empty if it is readable. */
    List<String> lacking(Delivery delivery) {
        Optional<Payload> payload =
                Payload.read(delivery.body(), limit).filter(read -> read.json().isObject());
        if (payload.isEmpty()) {
            return List.of("the body is no JSON object");
        }
        List<String> lacking = new ArrayList<>();
        if (key(payload.get(), places.status()).isEmpty()) {
            lacking.add("status: nothing stands where the mapping looks for it");
        }
        if (key(payload.get(), places.eventId()).isEmpty()
                && key(payload.get(), places.jobId()).isEmpty()) {
            lacking.add("jobId: nothing stands where the mapping looks for it");
        }
        return lacking;
    }

    /** What can be kept and looked up as it is; a text with bytes that had to be replaced is not what was meant. */
    private static Optional<String> key(Payload payload, JsonLocation place) {
        return place.first(payload.json())
                .filter(text -> !(payload.repaired() && text.indexOf('\uFFFD') >= 0))
                .filter(StoredText::fitsId);
    }

    private static String eventKey(
            Optional<String> ownId, Optional<String> job, String word, Meaning meaning, @Nullable Reason flaw) {
        String key = ownId.map(EventKey::ofEventId)
                .orElseGet(() -> EventKey.ofJob(
                        job.orElseThrow(), meaning.end().map(JobStatus::word).orElse(word)));
        return flaw == Reason.NO_MEDIA ? EventKey.withoutMedia(key) : key;
    }

    private List<MediumRef> media(JsonNode json) {
        List<MediumRef> refs = new ArrayList<>();
        places.media()
                .distinct(json)
                .limit(MOST_MEDIA + 1L)
                .forEach(url -> refs.add(new MediumRef(refs.size(), StoredText.of(url))));
        places.extras()
                .distinct(json)
                .limit(MOST_MEDIA + 1L)
                .forEach(url -> refs.add(new MediumRef(refs.size(), StoredText.of(url), true)));
        return List.copyOf(refs);
    }

    private @Nullable Reason flaw(JsonNode json, List<MediumRef> refs) {
        if (refs.size() > MOST_MEDIA) {
            return Reason.TOO_LARGE;
        }
        boolean promised =
                !places.media().isNowhere() && places.withoutMedia().first(json).isEmpty();
        return promised && refs.stream().allMatch(MediumRef::extra) ? Reason.NO_MEDIA : null;
    }

    /** An error that is told in another place or shape than usual is told all the same. */
    private static @Nullable SenderError worded(SenderError error, Meaning meaning, JsonNode json) {
        boolean bad = meaning == Meaning.FAILED || meaning == Meaning.MODERATED;
        String message = error.message() == null && bad ? ErrorText.in(json).orElse(null) : error.message();
        String told = message == null || message.equals(error.code()) ? null : message;
        return error.code() == null && told == null ? null : new SenderError(error.code(), told);
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
}
