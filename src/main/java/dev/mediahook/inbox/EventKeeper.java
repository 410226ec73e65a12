package dev.mediahook.inbox;

import dev.mediahook.event.Event;

/** Where a verified event is kept before its sender is answered 2xx: the inbox itself, or a broker on the way to it. */
@FunctionalInterface
public interface EventKeeper {

    /**
     * Keeps an event. Returns only when the event is durable.
     *
     * @throws dev.mediahook.receive.DeliveryRefused if the event is not verified
     * @throws dev.mediahook.database.StoreUnavailable if the event could not be kept, or may not have been kept
     */
    Kept keep(Event event);
}
