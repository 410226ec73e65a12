package dev.mediahook.receive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was not kept: enough to recognise it, nothing of its content.
 *
 * @param bytes how many bytes of the body were seen
 * @param sha256 of the body, lower-case hex; null where the body was not read whole
 */
public record Refusal(
        Instant at,
        String sender,
        RefusalCause cause,
        long bytes,
        @Nullable String sha256) {

    public static Refusal of(Delivery delivery, RefusalCause cause) {
        return new Refusal(
                delivery.receivedAt(),
                delivery.sender(),
                cause,
                delivery.body().size(),
                delivery.body().sha256());
    }
}
