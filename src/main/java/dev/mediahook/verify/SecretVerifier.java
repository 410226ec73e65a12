package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;

/** A verifier that uses secrets known to both sides. It can also try a secret that was not configured. */
interface SecretVerifier extends Verifier {

    /** The verdict with this secret alone. */
    Verdict verify(Delivery delivery, String secret);
}
