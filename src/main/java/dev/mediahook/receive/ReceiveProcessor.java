package dev.mediahook.receive;

import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** The route's first step: makes a {@link Delivery} of a request; refuses an empty one, one over the limit, and one that breaks off. */
public final class ReceiveProcessor implements Processor {

    private static final String PREFIX = "/webhooks/";

    private final EventIds ids;
    private final InstantSource clock;
    private final int maxBytes;

    /**
     * @param maxBytes of a body, as the engine keeps to it
     */
    public ReceiveProcessor(EventIds ids, InstantSource clock, int maxBytes) {
        this.ids = ids;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    @Override
    public void process(Exchange exchange) {
        String sender = sender(exchange);
        Instant now = clock.instant();
        RawRequest request = request(exchange);
        RawBody body = request.body();
        if (body == null) {
            RefusalCause cause = request.bytes() > maxBytes ? RefusalCause.TOO_LARGE : RefusalCause.INCOMPLETE;
            throw new DeliveryRefused(new Refusal(now, sender, cause, request.bytes(), null));
        }
        Delivery delivery = new Delivery(
                ids.next(), sender, Via.WEBHOOK, now, request.head().withQuery(request.query()), body);
        if (body.size() == 0) {
            throw new DeliveryRefused(Refusal.of(delivery, RefusalCause.EMPTY));
        }
        exchange.getMessage().setBody(delivery);
    }

    private static RawRequest request(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof RawRequest request) {
            return request;
        }
        throw new IllegalStateException(
                "the bytes as they came are given by Mediahook's HTTP engine alone, and only to a"
                        + " route with useBodyHandler=false");
    }

    /** The segment after {@code /webhooks/}: the path names the sender. */
    private static String sender(Exchange exchange) {
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint
                && endpoint.getPath().startsWith(PREFIX)) {
            String rest = endpoint.getPath().substring(PREFIX.length());
            int end = rest.indexOf('/');
            return end < 0 ? rest : rest.substring(0, end);
        }
        throw new IllegalStateException("a delivery is received from platform-http at /webhooks/{sender}");
    }
}
