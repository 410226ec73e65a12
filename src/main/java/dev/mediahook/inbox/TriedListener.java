package dev.mediahook.inbox;

import dev.mediahook.delivery.EventId;
import dev.mediahook.event.Outcome;

/** Hears how each try at an event ended. */
@FunctionalInterface
public interface TriedListener {
    void tried(EventId event, String sender, Outcome outcome);
}
