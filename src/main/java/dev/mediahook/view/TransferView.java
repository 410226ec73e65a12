package dev.mediahook.view;

import dev.mediahook.delivery.EventId;
import dev.mediahook.inbox.Attempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request for a medium, or the reason why the request was not made.
 *
 * @param eventId the event for which the request was made
 * @param attempt the try at that event
 * @param index the medium's index
 * @param host the host that was asked; null if none was
 * @param outcome {@code fetched}, {@code busy}, or the word of the reason for the failure
 * @param answer the answer, in words
 * @param bytes how many bytes arrived
 */
public record TransferView(
        EventId eventId,
        int attempt,
        int index,
        Instant at,
        long tookMillis,
        @Nullable String host,
        String outcome,
        String answer,
        long bytes) {

    /** The requests of one try, oldest first. */
    public static List<TransferView> of(EventId event, Attempt attempt) {
        return attempt.transfers().stream()
                .map(one -> new TransferView(
                        event,
                        attempt.number(),
                        one.medium(),
                        one.at(),
                        one.tookMillis(),
                        one.host(),
                        one.outcome(),
                        one.answer(),
                        one.bytes()))
                .toList();
    }
}
