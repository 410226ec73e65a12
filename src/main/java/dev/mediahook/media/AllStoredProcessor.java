package dev.mediahook.media;

import dev.mediahook.event.Event;
import dev.mediahook.event.PayloadMappingProcessor;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The last step of a success: lets the event go on only if all its media are on record. */
public final class AllStoredProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        Set<?> missing = exchange.getProperty(ListMediaProcessor.MISSING, Set.class);
        if (missing == null || !missing.isEmpty()) {
            throw new IllegalStateException(
                    "media " + missing + " are not on record: a step of the route mediahook-medium is missing");
        }
        exchange.getMessage().setBody(exchange.getProperty(PayloadMappingProcessor.EVENT, Event.class));
    }
}
