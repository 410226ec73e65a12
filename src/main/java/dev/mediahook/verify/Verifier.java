package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;

/**
 * Decides whether a delivery was made by its sender. Immutable, and called by many threads at once. A verifier takes
 * the time from {@link Delivery#receivedAt()}, so that its verdict depends on the delivery alone.
 */
@FunctionalInterface
public interface Verifier {

    /** Never throws because of a delivery's content. */
    Verdict verify(Delivery delivery);
}
