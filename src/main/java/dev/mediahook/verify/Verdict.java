package dev.mediahook.verify;

import dev.mediahook.receive.RefusalCause;

/** What verifying a delivery found. */
public sealed interface Verdict {

    /** The sender, and nobody else, can have made this delivery. */
    record Verified() implements Verdict {}

    /** Anybody can have made this delivery. */
    record Refused(RefusalCause cause) implements Verdict {}
}
