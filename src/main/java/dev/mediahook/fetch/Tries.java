package dev.mediahook.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * What one try at a medium is about: several requests, if a transfer breaks or a host is busy.
 *
 * @param listener hears of each of them
 */
record Tries(MediaRequest request, MediaUrl url, Part part, Instant begun, TransferListener listener) {

    /** How much is left of the time that all of them may take; negative if they took longer. */
    Duration left(Duration total, Instant now) {
        return total.minus(Duration.between(begun, now));
    }
}
