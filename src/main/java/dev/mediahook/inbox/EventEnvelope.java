package dev.mediahook.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.Notes;
import dev.mediahook.event.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as one broker message: a line of JSON with what the receiving program found out, a line feed, and the body
 * byte for byte. The program that works on the event reads the body again.
 */
final class EventEnvelope {

    /** A newer program may write fields that this one does not know. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final byte LINE_FEED = '\n';

    private EventEnvelope() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Head(
            String id,
            String sender,
            String key,
            @Nullable String job,
            @Nullable String type,
            @Nullable Meaning meaning,
            @Nullable String flaw,
            String proof,
            long receivedAt,
            @Nullable Long deadline,
            @Nullable String deliveryId,
            @Nullable String headers,
            @Nullable String trace) {}

    static byte[] write(Event event) {
        Instant deadline = event.deadline();
        Reason flaw = event.flaw();
        Head head = new Head(
                event.id().toString(),
                event.sender(),
                event.key(),
                event.jobId(),
                event.status(),
                event.meaning(),
                flaw == null ? null : flaw.name(),
                event.proof().word(),
                event.receivedAt().toEpochMilli(),
                deadline == null ? null : deadline.toEpochMilli(),
                event.notes().deliveryId(),
                event.notes().headers(),
                event.notes().trace());
        byte[] body = event.body().bytes();
        byte[] line = line(head);
        byte[] message = Arrays.copyOf(line, line.length + 1 + body.length);
        message[line.length] = LINE_FEED;
        System.arraycopy(body, 0, message, line.length + 1, body.length);
        return message;
    }

    private static byte[] line(Head head) {
        try {
            return JSON.writeValueAsBytes(head);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event that can't be written", impossible);
        }
    }

    /** The verified event of a message; nothing if the message was not written by {@link #write(Event)}. */
    static Optional<Event> read(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != LINE_FEED) {
            end++;
        }
        if (end == message.length) {
            return Optional.empty();
        }
        try {
            Head head = JSON.readValue(message, 0, end, Head.class);
            RawBody body = RawBody.of(Arrays.copyOfRange(message, end + 1, message.length));
            Event event = event(head, body);
            return event.proof() == Proof.NONE ? Optional.empty() : Optional.of(event);
        } catch (IOException | IllegalArgumentException | NullPointerException foreign) {
            return Optional.empty();
        }
    }

    private static Event event(Head head, RawBody body) {
        Long deadline = head.deadline();
        String flaw = head.flaw();
        Meaning meaning = head.meaning();
        return new Event(
                EventId.parse(head.id()),
                Objects.requireNonNull(head.sender()),
                Objects.requireNonNull(head.key()),
                head.job(),
                head.type(),
                meaning == null ? Meaning.UNKNOWN : meaning,
                List.of(),
                flaw == null ? null : Reason.valueOf(flaw),
                null,
                Via.WEBHOOK,
                Proof.ofWord(head.proof()),
                Instant.ofEpochMilli(head.receivedAt()),
                deadline == null ? null : Instant.ofEpochMilli(deadline),
                body,
                new Notes(head.deliveryId(), false, false, head.headers(), head.trace()));
    }
}
