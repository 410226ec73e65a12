package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The form of a signed delivery: where its signatures are, what they cover, and when they were made. The form says
 * nothing about the keys.
 *
 * @param time null if the sender sends no time
 */
record SignatureForm(
        SignatureHeader header, SignedText text, @Nullable SignedTime time) {

    /**
     * @throws IllegalArgumentException if the signed text contains a time but no header is given for it
     */
    SignatureForm {
        if (text.hasTimestamp() && time == null) {
            throw new IllegalArgumentException("timestamp: says in which header {timestamp} stands");
        }
    }

    /**
     * The verdict by a caller who knows the keys. The time is checked last: a delivery that is too old has a right
     * signature, so that a wrong clock can be told from a wrong secret.
     *
     * @param signed whether one of the signatures fits the pieces of the signed text
     */
    Verdict verdict(Delivery delivery, BiPredicate<List<byte[]>, List<byte[]>> signed) {
        try {
            List<byte[]> signatures = header.signatures(delivery.head());
            String timestamp = time == null ? null : time.text(delivery);
            if (!signed.test(text.of(delivery, timestamp), signatures)) {
                return new Verdict.Refused(RefusalCause.SIGNATURE_WRONG);
            }
            Verdict.Refused outOfTime =
                    time == null || timestamp == null ? null : time.refusal(timestamp, delivery.receivedAt());
            return outOfTime != null ? outOfTime : new Verdict.Verified(text.coversBody() ? Proof.SIGNED : Proof.TOKEN);
        } catch (Unverifiable unverifiable) {
            return unverifiable.verdict();
        }
    }
}
