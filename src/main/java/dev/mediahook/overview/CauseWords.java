package dev.mediahook.overview;

import static dev.mediahook.receive.RefusalCause.SIGNATURE_MALFORMED;
import static dev.mediahook.receive.RefusalCause.SIGNATURE_MISSING;
import static dev.mediahook.receive.RefusalCause.SIGNATURE_REPEATED;
import static dev.mediahook.receive.RefusalCause.SIGNATURE_WRONG;

import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;

/** Explains the likely cause of a refusal, and what to do about it, by what is known of this refusal. */
final class CauseWords {

    private CauseWords() {}

    /**
     * The likely cause.
     *
     * @param detail the setting that would have let a delivery in, or null
     */
    static String likely(RefusalCause cause, @Nullable String detail) {
        return detail != null && isAboutTheSignature(cause)
                ? "The secret is right, but it is used otherwise than the route says: a delivery " + detail + "."
                : cause.likely();
    }

    /** What to do. */
    static String next(RefusalCause cause, String sender, @Nullable String detail) {
        return detail != null && (isAboutTheSignature(cause) || cause == SIGNATURE_REPEATED)
                ? "Mend the verifying step in routes/" + sender + ".camel.yaml as the detail says."
                : cause.advice(sender);
    }

    private static boolean isAboutTheSignature(RefusalCause cause) {
        return cause == SIGNATURE_WRONG || cause == SIGNATURE_MALFORMED || cause == SIGNATURE_MISSING;
    }
}
