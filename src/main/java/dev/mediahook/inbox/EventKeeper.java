package dev.mediahook.inbox;

import dev.mediahook.event.Event;

/** Where a verified event is kept before its sender is answered 2xx: the inbox itself, or a broker on the way to it. */
@FunctionalInterface
public interface EventKeeper {

    /**
     * Keeps an event. Returns only when it is durable.
     *
     * @throws dev.mediahook.receive.DeliveryRefused if nothing shows that its sender said it
     * @throws dev.mediahook.database.StoreUnavailable if it could not be kept, or is not known to be
     */
    Kept keep(Event event);
}
