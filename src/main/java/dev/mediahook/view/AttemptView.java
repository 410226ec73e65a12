package dev.mediahook.view;

import dev.mediahook.delivery.EventId;
import dev.mediahook.inbox.Attempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try at an event.
 *
 * @param attempt how often the event has been taken up since it came or was replayed, including this time
 * @param outcome {@code done}, {@code again} or {@code dead}
 * @param reason the word of the reason; null if all is well
 * @param detail what was wrong, in words
 * @param nextTryAt null if the event is not tried again
 * @param transfers the requests for its media, oldest first, at most the last 50
 */
public record AttemptView(
        int attempt,
        Instant at,
        long tookMillis,
        String outcome,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant nextTryAt,
        List<TransferView> transfers) {

    public static AttemptView of(EventId event, Attempt attempt) {
        return new AttemptView(
                attempt.number(),
                attempt.at(),
                attempt.tookMillis(),
                attempt.outcome(),
                attempt.reason(),
                attempt.detail(),
                attempt.next(),
                TransferView.of(event, attempt));
    }
}
