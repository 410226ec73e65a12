package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;

/** A verifier by secrets that both sides know; it can try one more than was configured. */
interface SecretVerifier extends Verifier {

    /** The verdict of this secret alone. */
    Verdict verify(Delivery delivery, String secret);
}
