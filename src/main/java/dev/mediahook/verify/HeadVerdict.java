package dev.mediahook.verify;

import dev.mediahook.receive.HeadCheck;
import java.util.Optional;

/** What a verifying step can tell of a delivery whose body has not come yet. */
public final class HeadVerdict {

    private HeadVerdict() {}

    /** The check of a step; one of a team's own waits for the body. */
    public static HeadCheck of(VerifyingStep step) {
        return step instanceof VerifierProcessor ours ? ours::refusalByHead : bodiless -> Optional.empty();
    }
}
