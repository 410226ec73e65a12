package dev.mediahook.receive;

import dev.mediahook.delivery.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was not kept: enough data to recognise the delivery, but none of its content.
 *
 * @param bytes how many bytes of the body arrived or were announced
 * @param sha256 of the body, lower-case hex; null if the body was not read completely
 * @param detail what the person on call needs to know besides the cause, without secrets and without a stranger's text;
 *     null if there is nothing
 */
public record Refusal(
        Instant at,
        String sender,
        RefusalCause cause,
        long bytes,
        @Nullable String sha256,
        @Nullable String detail) {

    /** Begins a detail, or its last part, that says how the delivery would have been verified. */
    public static final String REMEDY = "would verify with ";

    public Refusal(Instant at, String sender, RefusalCause cause, long bytes, @Nullable String sha256) {
        this(at, sender, cause, bytes, sha256, null);
    }

    /** How the delivery would have been verified, so that its secret is right; null if that is not known. */
    public @Nullable String remedy() {
        if (detail == null) {
            return null;
        }
        int begin = detail.indexOf(REMEDY);
        return begin < 0 ? null : detail.substring(begin);
    }

    public static Refusal of(Delivery delivery, RefusalCause cause) {
        return of(delivery, cause, null);
    }

    public static Refusal of(Delivery delivery, RefusalCause cause, @Nullable String detail) {
        return new Refusal(
                delivery.receivedAt(),
                delivery.sender(),
                cause,
                delivery.body().size(),
                delivery.body().sha256(),
                detail);
    }
}
