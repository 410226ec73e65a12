package dev.mediahook.inbox;

import dev.mediahook.delivery.RawBody;

/** The body of a kept event as it came, and whose it is. */
public record KeptPayload(String sender, RawBody body) {}
