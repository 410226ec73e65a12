package dev.mediahook.verify;

import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;

/** What verifying a delivery found. */
public sealed interface Verdict {

    /** The sender, and nobody else, can have made this delivery. */
    record Verified(Proof proof) implements Verdict {}

    /**
     * Anybody can have made this delivery.
     *
     * @param detail for the person on call: free of secrets and of what the delivery says; null if there is nothing to add
     */
    record Refused(RefusalCause cause, @Nullable String detail) implements Verdict {
        Refused(RefusalCause cause) {
            this(cause, null);
        }
    }
}
