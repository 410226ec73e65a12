package dev.mediahook.receive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** The route's first step: makes a {@link Delivery} of a request; refuses an empty one, and one over the limit. */
public final class ReceiveProcessor implements Processor {

    private static final String PREFIX = "/webhooks/";

    private final EventIds ids;
    private final InstantSource clock;
    private final int maxBytes;

    public ReceiveProcessor(EventIds ids, InstantSource clock, int maxBytes) {
        this.ids = ids;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String sender = sender(exchange);
        Instant now = clock.instant();
        RawRequest request = exchange.getMessage().getBody() instanceof RawRequest raw ? raw : otherEngine(exchange);
        RawBody body = request.body();
        if (body == null) {
            throw new DeliveryRefused(new Refusal(now, sender, RefusalCause.TOO_LARGE, request.bytes(), null));
        }
        Delivery delivery = new Delivery(ids.next(), sender, Via.WEBHOOK, now, request.head(), body);
        if (body.size() == 0) {
            throw new DeliveryRefused(Refusal.of(delivery, RefusalCause.EMPTY));
        }
        exchange.getMessage().setBody(delivery);
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

    /** On another HTTP engine than ours, such as a host application's servlet container. */
    private RawRequest otherEngine(Exchange exchange) throws IOException {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        List<Map.Entry<String, String>> headers = exchange.getMessage().getHeaders().entrySet().stream()
                .filter(header -> header.getValue() instanceof String)
                .map(header -> Map.entry(header.getKey(), (String) header.getValue()))
                .toList();
        InputStream stream = exchange.getMessage().getBody(InputStream.class);
        byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(maxBytes + 1);
        RawBody body = bytes.length > maxBytes ? null : RawBody.of(bytes);
        return new RawRequest(RequestHead.of(path, headers), Map.of(), Map.of(), body, bytes.length);
    }
}
