package dev.mediahook.event;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.ShownHeaders;
import dev.mediahook.delivery.Via;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says.
 *
 * @param key two deliveries of one sender with the same key say the same
 * @param jobId null if the event is about no job, or can't be read
 * @param status the sender's own word, a status or an event type; null if the body can't be read
 * @param meaning what the word means
 * @param media in the payload's order, extras last; none if a flaw says why
 * @param flaw what keeps the event from being worked on as it is: {@code UNREADABLE}; of a success {@code NO_MEDIA} or, for
 *     too long a list, {@code TOO_LARGE}; null if nothing does
 * @param error null if the sender names none
 * @param proof what shows that the sender said it
 * @param deadline until when the media can be fetched as far as is known, or null
 * @param notes what is known of it besides
 */
public record Event(
        EventId id,
        String sender,
        String key,
        @Nullable String jobId,
        @Nullable String status,
        Meaning meaning,
        List<MediumRef> media,
        @Nullable Reason flaw,
        @Nullable SenderError error,
        Via via,
        Proof proof,
        Instant receivedAt,
        @Nullable Instant deadline,
        RawBody body,
        Notes notes) {

    /** An event of which nothing else is known. */
    public Event(
            EventId id,
            String sender,
            String key,
            @Nullable String jobId,
            @Nullable String status,
            Meaning meaning,
            List<MediumRef> media,
            @Nullable Reason flaw,
            @Nullable SenderError error,
            Via via,
            Proof proof,
            Instant receivedAt,
            @Nullable Instant deadline,
            RawBody body) {
        this(
                id,
                sender,
                key,
                jobId,
                status,
                meaning,
                media,
                flaw,
                error,
                via,
                proof,
                receivedAt,
                deadline,
                body,
                Notes.NONE);
    }

    /** An event that says nothing we understand; it is kept raw for the day when we do. */
    static Event unreadable(Delivery delivery, @Nullable String deliveryId) {
        return new Event(
                delivery.id(),
                delivery.sender(),
                EventKey.ofUnreadable(delivery.body()),
                null,
                null,
                Meaning.UNKNOWN,
                List.of(),
                Reason.UNREADABLE,
                null,
                delivery.via(),
                delivery.proof(),
                delivery.receivedAt(),
                null,
                delivery.body(),
                new Notes(deliveryId, false, false, ShownHeaders.of(delivery.head()), null));
    }

    /** The same with its media in other places. */
    public Event with(List<MediumRef> placed) {
        return new Event(
                id,
                sender,
                key,
                jobId,
                status,
                meaning,
                placed,
                flaw,
                error,
                via,
                proof,
                receivedAt,
                deadline,
                body,
                notes);
    }

    /**
     * The same, worked on in a trace.
     *
     * @param parent a {@link dev.mediahook.delivery.TraceParent}; null leaves the event as it is
     */
    public Event tracedBy(@Nullable String parent) {
        return parent == null
                ? this
                : new Event(
                        id,
                        sender,
                        key,
                        jobId,
                        status,
                        meaning,
                        media,
                        flaw,
                        error,
                        via,
                        proof,
                        receivedAt,
                        deadline,
                        body,
                        notes.tracedBy(parent));
    }

    /** The meaning as a word; for a route to branch on. */
    public String outcome() {
        return meaning.word();
    }

    /** The terminal status that the word means, or null if it means none. */
    public @Nullable JobStatus end() {
        return meaning.end().orElse(null);
    }

    /** The code of the sender's error, or null; for a route to branch on. */
    public @Nullable String errorCode() {
        return error == null ? null : error.code();
    }

    public boolean readable() {
        return flaw != Reason.UNREADABLE;
    }

    /** Short and without the body, which may hold signed URLs. */
    @Override
    public String toString() {
        return "Event[" + id + " " + sender + " " + key + "]";
    }
}
