package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The form of a signed delivery: where its signatures stand, what they cover, and when they were made. Which key made them is
 * another question.
 *
 * @param time null if the sender says no time
 */
record SignatureForm(
        SignatureHeader header, SignedText text, @Nullable SignedTime time) {

    /** A form without a time, whose signature covers the body alone. */
    static SignatureForm overBody(String header, String prefix, SignatureEncoding encoding) {
        return new SignatureForm(
                new SignatureHeader(header, "", prefix, encoding, false), new SignedText("{body}", ""), null);
    }

    /**
     * @throws IllegalArgumentException if the signed text holds a time that has no place
     */
    SignatureForm {
        if (text.hasTimestamp() && time == null) {
            throw new IllegalArgumentException("timestamp: says in which header {timestamp} stands");
        }
    }

    /**
     * The verdict of those who know the keys. The time is looked at last: what is too old was signed rightly, so that a wrong
     * clock can be told from a wrong secret.
     *
     * @param signed whether one of the signatures is that of the text's pieces
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
