package dev.mediahook.inbox;

import dev.mediahook.event.Event;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The idempotent consumer's repository: adding a key keeps the event in the same INSERT. Nothing is ever removed, since
 * what was answered 2xx must stay; so a route sets {@code removeOnFailure} to false as well.
 */
public final class InboxRepository extends ServiceSupport implements IdempotentRepository {

    private final EventKeeper keeper;

    public InboxRepository(EventKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        Event event = exchange.getMessage().getBody(Event.class);
        if (event == null) {
            throw new IllegalStateException("the inbox keeps events: map the delivery before the idempotent consumer");
        }
        boolean isNew = keeper.keep(AcknowledgeProcessor.traced(event, exchange)) == Kept.NEW;
        exchange.setProperty(AcknowledgeProcessor.KEPT, isNew ? Kept.NEW : Kept.REPEAT);
        return isNew;
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("the inbox keeps events, not keys alone");
    }

    /** Not asked by an eager idempotent consumer; {@link #add(Exchange, String)} is the one question. */
    @Override
    public boolean contains(String key) {
        return false;
    }

    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {}
}
