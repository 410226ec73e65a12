package dev.mediahook.event;

import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.EventId;
import dev.mediahook.receive.RawBody;
import dev.mediahook.receive.Via;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says.
 *
 * @param key two deliveries of one sender with the same key say the same
 * @param jobId null where the event is about no job, or can't be read
 * @param status the sender's own word, a status or an event type; null where the body can't be read
 * @param end the terminal status that the word means, or null where it means none
 * @param outcome what the word means, in a word of ours for a route to branch on: {@code running}, {@code completed},
 *     {@code failed}, {@code moderated}, {@code cancelled}, or {@code unknown}
 * @param media in the payload's order
 * @param error null where the sender names none
 * @param deadline until when the media can be fetched as far as is known, or null
 */
public record Event(
        EventId id,
        String sender,
        String key,
        @Nullable String jobId,
        @Nullable String status,
        @Nullable JobStatus end,
        String outcome,
        List<MediumRef> media,
        @Nullable SenderError error,
        Via via,
        Instant receivedAt,
        @Nullable Instant deadline,
        RawBody body) {

    /** An event that says nothing we understand; it is kept raw for the day when we do. */
    static Event unreadable(Delivery delivery) {
        return new Event(
                delivery.id(),
                delivery.sender(),
                EventKey.ofUnreadable(delivery.body()),
                null,
                null,
                null,
                "unknown",
                List.of(),
                null,
                delivery.via(),
                delivery.receivedAt(),
                null,
                delivery.body());
    }

    /** The code of the sender's error, or null; for a route to branch on. */
    public @Nullable String errorCode() {
        return error == null ? null : error.code();
    }

    public boolean readable() {
        return status != null;
    }

    /** Short and without the body, which may hold signed URLs. */
    @Override
    public String toString() {
        return "Event[" + id + " " + sender + " " + key + "]";
    }
}
