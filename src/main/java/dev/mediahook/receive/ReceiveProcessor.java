package dev.mediahook.receive;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.sender.WebhookPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * The first step after {@code platform-http}: makes a {@link Delivery} of a request. Refuses a body that is empty, over
 * the limit or incomplete.
 */
public final class ReceiveProcessor implements Processor {

    /** The exchange property that holds the names of the request's headers, in lower case. */
    public static final String HEADERS = "mediahook.headers";

    private final EventIds ids;
    private final InstantSource clock;
    private final int maxBytes;
    private final HeadChecks heads = new HeadChecks();

    /**
     * @param maxBytes the most bytes of a body; the engine applies the same limit
     */
    public ReceiveProcessor(EventIds ids, InstantSource clock, int maxBytes) {
        this.ids = ids;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    @Override
    public void process(Exchange exchange) {
        receive(exchange, sender(exchange));
    }

    /** Receives a delivery whose sender is known from the endpoint, not from the path. */
    void receive(Exchange exchange, String sender) {
        Instant now = clock.instant();
        RawRequest request = request(exchange);
        RawBody body = request.body();
        if (body == null) {
            RefusalCause cause = request.bytes() > maxBytes
                    ? RefusalCause.TOO_LARGE
                    : byHead(sender, request.head()).orElse(RefusalCause.INCOMPLETE);
            throw new DeliveryRefused(new Refusal(now, sender, cause, request.bytes(), null));
        }
        Delivery delivery = new Delivery(
                ids.next(), sender, Via.WEBHOOK, now, request.head().withQuery(request.query()), body);
        if (body.size() == 0) {
            throw new DeliveryRefused(Refusal.of(delivery, RefusalCause.EMPTY));
        }
        exchange.setProperty(HEADERS, request.head().names());
        exchange.getMessage().setBody(delivery);
    }

    /** The checks that answer a sender which asks before it sends the body. */
    public HeadChecks heads() {
        return heads;
    }

    /** Whether the head is enough to refuse a request that asks before it sends its body (Expect: 100-continue). */
    public boolean refusesUnread(RequestHead head) {
        return WebhookPath.sender(head.path())
                .flatMap(sender -> byHead(sender, head))
                .isPresent();
    }

    private Optional<RefusalCause> byHead(String sender, RequestHead head) {
        return head.asksFirst()
                ? heads.refusal(
                        new Delivery(ids.next(), sender, Via.WEBHOOK, clock.instant(), head, RawBody.of(new byte[0])))
                : Optional.empty();
    }

    private static RawRequest request(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof RawRequest request) {
            return request;
        }
        throw new IllegalStateException(
                "the body is no raw request: only Mediahook's HTTP engine provides one, and only to a"
                        + " route with useBodyHandler=false");
    }

    /** The segment after {@code /webhooks/}, which names the sender. */
    private static String sender(Exchange exchange) {
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint) {
            return WebhookPath.sender(endpoint.getPath())
                    .orElseThrow(() -> new IllegalStateException(
                            "a delivery is received from platform-http at " + WebhookPath.of("{sender}")));
        }
        throw new IllegalStateException("a delivery is received from mediahook:webhook, or from platform-http");
    }
}
