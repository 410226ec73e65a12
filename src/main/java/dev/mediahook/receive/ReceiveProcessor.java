package dev.mediahook.receive;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** The route's first step: makes a {@link Delivery} of a request; refuses an empty one, and one over the limit. */
public final class ReceiveProcessor implements Processor {

    private final BodyCollector collector;
    private final EventIds ids;
    private final InstantSource clock;
    private final int maxBytes;

    public ReceiveProcessor(BodyCollector collector, EventIds ids, InstantSource clock, int maxBytes) {
        this.collector = collector;
        this.ids = ids;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String sender = sender(exchange);
        Instant now = clock.instant();
        RequestHead head;
        RawBody body;
        if (exchange.getMessage() instanceof HttpMessage message) {
            HttpServerRequest request = message.getRequest();
            head = RequestHead.of(request.path(), request.headers());
            body = collector.take(request).orElseGet(() -> RawBody.of(new byte[0]));
        } else {
            head = otherHead(exchange);
            body = read(exchange, sender, now);
        }
        Delivery delivery = new Delivery(ids.next(), sender, Via.WEBHOOK, now, head, body);
        if (body.size() == 0) {
            throw new DeliveryRefused(Refusal.of(delivery, RefusalCause.EMPTY));
        }
        exchange.getMessage().setBody(delivery);
    }

    private static String sender(Exchange exchange) {
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint) {
            return BodyCollector.senderOf(endpoint.getPath());
        }
        throw new IllegalStateException("a delivery is received from platform-http at /webhooks/{sender}");
    }

    /** On another HTTP engine than Vert.x, such as a host application's servlet container. */
    private static RequestHead otherHead(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        List<Map.Entry<String, String>> headers = exchange.getMessage().getHeaders().entrySet().stream()
                .filter(header -> header.getValue() instanceof String)
                .map(header -> Map.entry(header.getKey(), (String) header.getValue()))
                .toList();
        return RequestHead.of(path, headers);
    }

    private RawBody read(Exchange exchange, String sender, Instant now) throws IOException {
        InputStream stream = exchange.getMessage().getBody(InputStream.class);
        byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new DeliveryRefused(new Refusal(now, sender, RefusalCause.TOO_LARGE, bytes.length, null));
        }
        return RawBody.of(bytes);
    }
}
