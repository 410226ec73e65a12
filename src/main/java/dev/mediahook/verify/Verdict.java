package dev.mediahook.verify;

import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;

/** What verifying a delivery found. */
public sealed interface Verdict {

    /**
     * The sender, or somebody who has seen its token, made this delivery.
     *
     * @param proof {@link Proof#SIGNED} if a signature covers the body; {@link Proof#TOKEN} if only a token, an id or a time is
     *     proven, so that the body may be anybody's
     */
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
