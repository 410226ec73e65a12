package dev.mediahook.receive;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import dev.mediahook.sender.WebhookPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code from: mediahook:webhook?sender=acme}: gives a sender's request as a {@link Delivery} with its raw bytes,
 * whatever the content type. The message carries none of the request's headers. Refused deliveries are answered,
 * counted and logged. Every answer is ours, whatever the route's steps leave in the message.
 */
public final class WebhookEndpoint extends DefaultEndpoint {

    private final String sender;
    private final Door door;
    private final AgreedAnswers agreed;

    /**
     * What all webhooks of one context share.
     *
     * @param engine gives a {@link RawRequest} for each request, whichever HTTP server the context uses
     * @param acknowledge keeps and answers a delivery that the route did not answer itself
     */
    public record Door(
            Senders senders,
            PlatformHttpEngine engine,
            ReceiveProcessor receive,
            RefusalProcessor refusal,
            Processor acknowledge) {}

    public WebhookEndpoint(String uri, Component component, String sender, Door door, AgreedAnswers agreed) {
        super(uri, component);
        this.agreed = agreed;
        this.sender = sender;
        this.door = door;
    }

    /** If the sender has a token, its paths lie below its own path. The verifying step decides which token is right. */
    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PlatformHttpComponent http = getCamelContext().getComponent("platform-http", PlatformHttpComponent.class);
        boolean takesToken =
                door.senders().named(sender).map(Sender::takesToken).orElse(false);
        PlatformHttpEndpoint below = (PlatformHttpEndpoint) http.createEndpoint("platform-http:"
                + WebhookPath.of(sender) + (takesToken ? "/" : "")
                + "?httpMethodRestrict=" + agreed.methods() + "&useBodyHandler=false&matchOnUriPrefix=" + takesToken);
        below.setHeaderFilterStrategy(new NoHeadersStrategy());
        below.setPlatformHttpEngine(door.engine());
        return below.createConsumer(exchange -> answered(exchange, processor));
    }

    private void answered(Exchange exchange, Processor route) {
        if (exchange.getMessage().getBody() instanceof RawRequest request) {
            if (WebhookPath.goesOn(request.head().path(), sender)) {
                answer(exchange, 404, "application/json", "{\"error\":\"not_found\"}");
                return;
            }
            if (agreed.probes().contains(request.method())) {
                exchange.getMessage().setHeader("Allow", agreed.methods().replace(",", ", "));
                answer(exchange, 200, "text/plain", "");
                return;
            }
        }
        try {
            door.receive().receive(exchange, sender);
            RawBody delivered = exchange.getMessage().getBody(Delivery.class).body();
            Optional<String> echo = agreed.echo(delivered);
            if (agreed.isProbe(delivered)) {
                answer(exchange, 200, "application/json", echo.orElseThrow());
                return;
            }
            route.process(exchange);
            if (exchange.getException() == null && !(exchange.getMessage().getBody() instanceof ByteBuffer)) {
                door.acknowledge().process(exchange);
            }
            if (exchange.getException() == null) {
                agree(exchange, echo);
            }
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        Exception failure = exchange.getException();
        if (failure != null) {
            exchange.setException(null);
            door.refusal().answer(exchange, failure);
        }
    }

    /** Gives the answer to a kept delivery the form that the sender requires. */
    private void agree(Exchange exchange, Optional<String> echo) {
        if (exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) != null) {
            return;
        }
        if (echo.isPresent()) {
            answer(exchange, agreed.status(), "application/json", echo.get());
        } else if (!agreed.body().isEmpty()) {
            answer(exchange, agreed.status(), agreed.type(), agreed.body());
        } else {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, agreed.status());
        }
    }

    private static void answer(Exchange exchange, int status, String type, String body) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        exchange.getMessage().setBody(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a webhook is what a sender calls");
    }
}
