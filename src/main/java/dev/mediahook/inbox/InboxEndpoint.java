package dev.mediahook.inbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The kept events of one sender. */
final class InboxEndpoint extends DefaultEndpoint {

    private final InboxComponent component;
    private final String sender;
    private final int workers;

    InboxEndpoint(String uri, InboxComponent component, String sender, int workers) {
        super(uri, component);
        this.component = component;
        this.sender = sender;
        this.workers = workers;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        InboxConsumer consumer = new InboxConsumer(this, processor, component, sender, workers);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("events come into the inbox by the idempotent consumer alone");
    }
}
