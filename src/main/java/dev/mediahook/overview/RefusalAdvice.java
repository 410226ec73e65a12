package dev.mediahook.overview;

import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;

/** Explains the likely cause of a refusal, and what to do about it, by what is known of this refusal. */
final class RefusalAdvice {

    private static final String BY_ANOTHER_BODY = Refusal.REMEDY + "the body";

    private RefusalAdvice() {}

    /**
     * The likely cause.
     *
     * @param remedy how the delivery would have been verified, or null
     */
    static String likely(RefusalCause cause, @Nullable String remedy) {
        return remedy == null
                ? cause.likely()
                : "The secret is right, but not how the route uses it: the delivery " + remedy + ".";
    }

    /** What to do. */
    static String next(RefusalCause cause, String sender, @Nullable String remedy) {
        if (remedy == null) {
            return cause.advice(sender);
        }
        return remedy.startsWith(BY_ANOTHER_BODY)
                ? "Find what rewrites bodies between the sender and this program, for example a proxy."
                : "Correct the verifying step in routes/" + sender + ".camel.yaml as the detail says.";
    }
}
