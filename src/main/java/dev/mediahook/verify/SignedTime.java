package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a delivery says that it was made, in whole Unix seconds, and how far that time may be from now.
 *
 * @param header the header that holds the time; if {@code field} is given, that of the signature
 * @param field the name before the time ({@code t} in {@code t=…,v1=…}); empty if the header holds nothing else
 * @param tolerance in both directions
 */
record SignedTime(String header, String field, Duration tolerance) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** The time as it was sent, since the signature covers that text. */
    String text(Delivery delivery) throws Unverifiable {
        String value = SignatureHeader.one(delivery.head(), header);
        if (!field.isEmpty()) {
            List<String> fields = SignatureHeader.fields(value, field);
            if (fields.size() != 1) {
                throw new Unverifiable(RefusalCause.SIGNATURE_MALFORMED, header + " has not one field " + field + "=");
            }
            value = fields.get(0);
        }
        if (!SECONDS.matcher(value).matches()) {
            throw new Unverifiable(RefusalCause.SIGNATURE_MALFORMED, "the time in " + header + " is no Unix time");
        }
        return value;
    }

    /**
     * What is wrong with the time, or null if nothing is.
     *
     * @param text a text that {@link #text} returned
     */
    Verdict.@Nullable Refused refusal(String text, Instant now) {
        return refusal(Instant.ofEpochSecond(Long.parseLong(text)), now, tolerance);
    }

    /** What is wrong with a time, or null if nothing is. */
    static Verdict.@Nullable Refused refusal(Instant signedAt, Instant now, Duration tolerance) {
        // Both sides in whole seconds: a time exactly as old as the tolerance still passes.
        long age = now.getEpochSecond() - signedAt.getEpochSecond();
        long most = tolerance.toSeconds();
        if (Math.abs(age) <= most) {
            return null;
        }
        return age > 0
                ? new Verdict.Refused(
                        RefusalCause.SIGNATURE_TOO_OLD, "signed " + age + " s ago, tolerance " + most + " s")
                : new Verdict.Refused(
                        RefusalCause.SIGNATURE_TOO_NEW, "signed for " + -age + " s ahead, tolerance " + most + " s");
    }
}
