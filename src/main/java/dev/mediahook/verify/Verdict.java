package dev.mediahook.verify;

import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;

/** The result of verifying a delivery. */
public sealed interface Verdict {

    /**
     * The sender, or somebody who has seen its token, made this delivery.
     *
     * @param proof {@link Proof#SIGNED} if a signature covers the body; {@link Proof#TOKEN} if only a token, an id or a
     *     time is proven, so that anybody may have written the body
     */
    record Verified(Proof proof) implements Verdict {}

    /**
     * Anybody may have made this delivery.
     *
     * @param detail for the person on call, without secrets and without the delivery's text; null if there is nothing
     *     to add
     */
    record Refused(RefusalCause cause, @Nullable String detail) implements Verdict {
        Refused(RefusalCause cause) {
            this(cause, null);
        }
    }
}
