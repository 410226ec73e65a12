package dev.mediahook.inbox;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.event.Event;
import dev.mediahook.log.EventLog;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;

/**
 * Takes an event from a broker into the inbox. If the inbox can't be written, this step fails, so that the broker keeps
 * the message. A message that is no event of ours is skipped, so that it blocks nothing.
 */
public final class RelayedProcessor implements Processor {

    private static final Logger LOG = EventLog.of(RelayedProcessor.class);

    private final Inbox inbox;

    public RelayedProcessor(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void process(Exchange exchange) {
        byte[] message = Objects.requireNonNullElse(exchange.getMessage().getBody(byte[].class), new byte[0]);
        Optional<Event> event = EventEnvelope.read(message);
        if (event.isEmpty()) {
            LOG.error(
                    "route={} skipped a message that is no event of Mediahook's bytes={} sha256={}",
                    exchange.getFromRouteId(),
                    message.length,
                    RawBody.of(message).sha256());
            return;
        }
        Kept unused = inbox.keep(event.get());
    }
}
