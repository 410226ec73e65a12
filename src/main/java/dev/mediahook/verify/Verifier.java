package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;

/**
 * Tells whether a delivery was made by its sender. Immutable, and called by many threads at once. What time it is a verifier
 * takes from {@link Delivery#receivedAt()}, so that its verdict follows from the delivery alone.
 */
@FunctionalInterface
public interface Verifier {

    /** Never throws because of what a delivery says. */
    Verdict verify(Delivery delivery);
}
