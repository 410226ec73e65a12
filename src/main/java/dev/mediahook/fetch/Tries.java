package dev.mediahook.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * One try at a medium. It makes several requests if a transfer breaks or a host is busy.
 *
 * @param listener is told of each request
 */
record Tries(MediaRequest request, MediaUrl url, Part part, Instant begun, TransferListener listener) {

    /** How much of the total time is left; negative if it is used up. */
    Duration left(Duration total, Instant now) {
        return total.minus(Duration.between(begun, now));
    }
}
