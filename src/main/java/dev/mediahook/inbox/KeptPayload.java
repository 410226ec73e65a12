package dev.mediahook.inbox;

import dev.mediahook.delivery.RawBody;

/**
 * The body of a kept event as it came, and whose it is.
 *
 * @param intact false if the body has changed since it was kept
 */
public record KeptPayload(String sender, RawBody body, boolean intact) {}
