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
 * What a delivery reports about a job.
 *
 * @param key identifies the event: two deliveries of one sender with the same key report the same event
 * @param jobId null if the event is about no job, or can't be read
 * @param status the sender's own word, a status or an event type; null if the body can't be read
 * @param meaning what the status word means
 * @param media in the payload's order, extras last; empty if there is a flaw
 * @param flaw why the event can't be processed as it is: {@code UNREADABLE}, or for a success {@code NO_MEDIA} or, if
 *     it lists too many media, {@code TOO_LARGE}; null if there is no flaw
 * @param error null if the sender reports none
 * @param proof what shows that the sender sent it
 * @param deadline when the first of the media's URLs expires, as far as known; null if unknown
 * @param notes facts about the event that are not part of its content
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

    /** An event without notes. */
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

    /** An event that can't be read. The raw body is kept, so that a later version may read it. */
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

    /** A copy with these media. */
    public Event with(List<MediumRef> placed) {
        return copy(placed, notes);
    }

    /**
     * A copy that belongs to a trace.
     *
     * @param parent a {@link dev.mediahook.delivery.TraceParent}; null leaves the event as it is
     */
    public Event tracedBy(@Nullable String parent) {
        return parent == null ? this : copy(media, notes.tracedBy(parent));
    }

    private Event copy(List<MediumRef> otherMedia, Notes otherNotes) {
        return new Event(
                id,
                sender,
                key,
                jobId,
                status,
                meaning,
                otherMedia,
                flaw,
                error,
                via,
                proof,
                receivedAt,
                deadline,
                body,
                otherNotes);
    }

    /** The meaning as a word, for a route to branch on. */
    public String outcome() {
        return meaning.word();
    }

    /** The terminal status that the event reports, or null if it reports none. */
    public @Nullable JobStatus end() {
        return meaning.end().orElse(null);
    }

    /** The code of the sender's error, or null. A route may branch on it. */
    public @Nullable String errorCode() {
        return error == null ? null : error.code();
    }

    public boolean readable() {
        return flaw != Reason.UNREADABLE;
    }

    /** Short, and without the body, which may hold signed URLs. */
    @Override
    public String toString() {
        return "Event[" + id + " " + sender + " " + key + "]";
    }
}
