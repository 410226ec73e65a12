package dev.mediahook.receive;

import dev.mediahook.log.EventLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;

/** The one way in which a delivery is refused or put off; a route names it as its route configuration. */
public final class RefusalRoutes extends RouteConfigurationBuilder {

    /** What a webhook route names. */
    public static final String ID = "mediahook-refusals";

    private static final Logger LOG = EventLog.of(RefusalRoutes.class);

    private final Refusals refusals;
    private final Class<? extends Exception> unavailable;

    /**
     * @param unavailable what is thrown where an event can't be kept for now
     */
    public RefusalRoutes(Refusals refusals, Class<? extends Exception> unavailable) {
        this.refusals = refusals;
        this.unavailable = unavailable;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition refusing = routeConfiguration(ID);
        refusing.onException(DeliveryRefused.class)
                .logHandled(false)
                .handled(true)
                .process(this::refuse);
        refusing.onException(unavailable).logHandled(false).handled(true).process(RefusalRoutes::putOff);
        refusing.onException(Exception.class).logHandled(false).handled(true).process(RefusalRoutes::fail);
    }

    private void refuse(Exchange exchange) {
        Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, DeliveryRefused.class)
                .refusal();
        if (refusal.cause().status() == 503) {
            putOff(exchange);
            return;
        }
        refusals.add(refusal);
        answer(exchange, refusal.cause().status(), refusal.cause().error());
    }

    /** The sender tries again: nothing was said to be kept. */
    private static void putOff(Exchange exchange) {
        exchange.getMessage().setHeader("Retry-After", "2");
        answer(exchange, 503, "unavailable");
    }

    /** A fault of ours or of a step that a team put in: nothing was kept, so the sender has to come again. */
    private static void fail(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.error("route={} a delivery failed error={}", exchange.getFromRouteId(), String.valueOf(failure));
        LOG.debug("a delivery failed", failure);
        answer(exchange, 500, "internal");
    }

    private static void answer(Exchange exchange, int status, String error) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage()
                .setBody(ByteBuffer.wrap(("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.US_ASCII)));
    }
}
