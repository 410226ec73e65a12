package dev.mediahook.view;

import dev.mediahook.receive.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was not kept.
 *
 * @param sha256 the SHA-256 of the body in lower-case hex; null if the body was not read whole
 */
public record RejectionView(
        Instant at,
        String sender,
        String cause,
        long bytes,
        @Nullable String sha256,
        @Nullable String detail) {

    public static RejectionView of(Refusal refusal) {
        return new RejectionView(
                refusal.at(),
                refusal.sender(),
                refusal.cause().word(),
                refusal.bytes(),
                refusal.sha256(),
                refusal.detail());
    }
}
