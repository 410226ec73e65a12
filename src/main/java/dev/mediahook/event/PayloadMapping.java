package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.ShownHeaders;
import dev.mediahook.delivery.StorableText;
import dev.mediahook.delivery.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns deliveries into events.
 *
 * @param embedded where strings of a payload hold JSON
 * @param severalResults whether one of the sender's mappings tells several results of a job apart
 * @param limit the largest body in bytes, after decompression
 */
record PayloadMapping(
        EmbeddedJson embedded,
        Places places,
        StatusReading status,
        MediaReading media,
        boolean severalResults,
        int limit) {

    /** Never throws: a delivery that can't be read becomes an unreadable event. */
    Event read(Delivery delivery) {
        Optional<Payload> payload = payload(delivery);
        String deliveryId = places.deliveryId(delivery, payload).orElse(null);
        if (payload.isEmpty()) {
            return Event.unreadable(delivery, deliveryId);
        }
        JsonNode json = payload.get().json();
        Optional<String> ownId = key(payload.get(), places.eventId()::first);
        Optional<String> job = key(payload.get(), places.jobId()::first);
        Optional<String> word = key(payload.get(), status.word()::firstWord);
        Optional<String> said = word.or(() -> status.sign(json).map(Meaning::word));
        if (said.isEmpty() || (ownId.isEmpty() && job.isEmpty())) {
            return Event.unreadable(delivery, deliveryId);
        }
        SenderError error = new SenderError(
                places.errorCode().first(json).map(ErrorText::cut).orElse(null),
                ErrorText.in(json, places.errorMessage()).orElse(null));
        boolean thin = media.thin() && delivery.via() == Via.WEBHOOK;
        List<MediumRef> refs = thin ? List.of() : media.refs(json);
        Meaning meaning = meaning(status.meaning(said.get(), word.isEmpty(), error), refs, json);
        Reason flaw = meaning == Meaning.COMPLETED ? (thin ? Reason.NO_MEDIA : media.flaw(json, refs)) : null;
        String key = eventKey(ownId, job, said.get(), meaning);
        String whole = key(payload.get(), places.result()::first)
                .map(result -> EventKey.ofResult(key, result))
                .orElse(key);
        String unique = flaw == Reason.NO_MEDIA ? EventKey.withoutMedia(whole) : whole;
        if (!StorableText.fitsKey(unique)) {
            return Event.unreadable(delivery, deliveryId);
        }
        return new Event(
                delivery.id(),
                delivery.sender(),
                unique,
                job.orElse(null),
                said.get(),
                meaning,
                flaw == null ? refs : List.of(),
                flaw,
                worded(error, meaning, json),
                delivery.via(),
                delivery.proof(),
                delivery.receivedAt(),
                flaw == null ? media.deadline(json, delivery.receivedAt(), refs) : null,
                delivery.body(),
                new Notes(deliveryId, severalResults, thin, ShownHeaders.of(delivery.head()), null));
    }

    private Optional<Payload> payload(Delivery delivery) {
        return Payload.read(delivery.body(), limit)
                .filter(read -> read.json().isObject())
                .map(embedded::read);
    }

    /** Why a delivery is unreadable, one line per reason; empty if it is readable. */
    List<String> lacking(Delivery delivery) {
        Optional<Payload> payload = payload(delivery);
        if (payload.isEmpty()) {
            return List.of("the body is no JSON object");
        }
        List<String> lacking = new ArrayList<>();
        if (key(payload.get(), status.word()::firstWord).isEmpty()
                && status.sign(payload.get().json()).isEmpty()) {
            lacking.add("status: nothing stands where the mapping looks for it");
        }
        if (key(payload.get(), places.eventId()::first).isEmpty()
                && key(payload.get(), places.jobId()::first).isEmpty()) {
            lacking.add("jobId: nothing stands where the mapping looks for it");
        }
        return lacking;
    }

    /**
     * A text that can be stored and looked up unchanged. A text with replaced bytes is left out: it is not what the
     * sender sent.
     */
    private static Optional<String> key(Payload payload, Function<JsonNode, Optional<String>> place) {
        return place.apply(payload.json())
                .filter(text -> !(payload.repaired() && text.indexOf('\uFFFD') >= 0))
                .filter(StorableText::fitsId);
    }

    /** A success without media is a moderation if the body says that the media were held back. */
    private Meaning meaning(Meaning told, List<MediumRef> refs, JsonNode json) {
        boolean empty = refs.stream().allMatch(MediumRef::extra);
        return told == Meaning.COMPLETED && empty && status.moderated(json) ? Meaning.MODERATED : told;
    }

    private static String eventKey(Optional<String> ownId, Optional<String> job, String word, Meaning meaning) {
        return ownId.map(EventKey::ofEventId)
                .orElseGet(() -> EventKey.ofJob(
                        job.orElseThrow(), meaning.end().map(JobStatus::word).orElse(word)));
    }

    /**
     * For a failure or a moderation, looks for the error message in other places too if it is not in the configured
     * one.
     */
    private static @Nullable SenderError worded(SenderError error, Meaning meaning, JsonNode json) {
        boolean bad = meaning == Meaning.FAILED || meaning == Meaning.MODERATED;
        String message = error.message() == null && bad ? ErrorText.in(json).orElse(null) : error.message();
        String told = message == null || message.equals(error.code()) ? null : message;
        return error.code() == null && told == null ? null : new SenderError(error.code(), told);
    }
}
