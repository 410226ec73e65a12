package dev.mediahook.verify;

import dev.mediahook.receive.HeadCheck;
import java.util.Optional;

/** Finds out what a verifying step can decide before a delivery's body has arrived. */
public final class HeadVerdict {

    private HeadVerdict() {}

    /** The head check of a step. A custom step decides nothing before the body has arrived. */
    public static HeadCheck of(VerifyingStep step) {
        return step instanceof VerifierProcessor ours ? ours::refusalByHead : bodiless -> Optional.empty();
    }
}
