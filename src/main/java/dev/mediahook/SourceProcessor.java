package dev.mediahook;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Passes a stored event to a team's own route: the unchanged bytes as the body, the event's fields as headers. If the
 * route throws an exception, the event is tried again.
 */
final class SourceProcessor extends ServiceSupport implements Processor {

    private final PayloadMappingProcessor mapping;
    private final Processor route;
    private final SourceEndpoint source;

    SourceProcessor(PayloadMappingProcessor mapping, Processor route, SourceEndpoint source) {
        this.mapping = mapping;
        this.route = route;
        this.source = source;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        Event event = mapping.read(delivery);
        exchange.setProperty(PayloadMappingProcessor.EVENT, event);
        if (!event.readable()) {
            throw EventFailed.permanent(Reason.UNREADABLE, "not JSON, no id or no type");
        }
        exchange.getMessage().setHeader("MediahookSender", event.sender());
        exchange.getMessage().setHeader("MediahookEvent", event.id().toString());
        exchange.getMessage().setHeader("MediahookType", event.status());
        exchange.getMessage().setHeader("MediahookJob", event.jobId());
        exchange.getMessage().setBody(delivery.body().bytes());
        route.process(exchange);
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(route);
        source.startTaking();
    }

    @Override
    protected void doStop() {
        source.stopTaking();
        ServiceHelper.stopService(route);
    }
}
