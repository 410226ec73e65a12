package dev.mediahook;

import dev.mediahook.config.SettingsReader;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.receive.WebhookEndpoint;
import dev.mediahook.sender.Sender;
import dev.mediahook.verify.VerifyingStep;
import java.util.List;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * {@code from: mediahook:source?sender=acme&verifier=#bean:…&mapping=#bean:…}: both ends of a sender's flow in one, for
 * a team's own route that needs verified deliveries but no jobs. A delivery is verified, stored on disk and
 * acknowledged. Then the route gets it once, with retries until it succeeds.
 */
final class SourceEndpoint extends DefaultEndpoint {

    private final String sender;
    private final Processor verifier;
    private final PayloadMappingProcessor mapping;
    private final WebhookEndpoint webhook;
    private final WebhookEndpoint.Door door;
    private final Endpoint inbox;
    private @Nullable Consumer open;

    /**
     * @param verifier a {@link VerifyingStep}
     * @param inbox delivers the sender's stored events
     */
    SourceEndpoint(
            String uri,
            WebhookEndpoint webhook,
            String sender,
            Processor verifier,
            PayloadMappingProcessor mapping,
            WebhookEndpoint.Door door,
            Endpoint inbox) {
        super(uri, webhook.getComponent());
        this.webhook = webhook;
        this.sender = sender;
        this.verifier = verifier;
        this.mapping = mapping;
        this.door = door;
        this.inbox = inbox;
    }

    @Override
    public Consumer createConsumer(Processor route) throws Exception {
        if (!(verifier instanceof VerifyingStep)) {
            throw new IllegalArgumentException(
                    "verifier: a " + verifier.getClass().getSimpleName() + " verifies nothing");
        }
        return inbox.createConsumer(new SourceProcessor(mapping, route, this));
    }

    /** Takes deliveries, if a property turns the sender on. */
    void startTaking() throws Exception {
        VerifyingStep verifying = (VerifyingStep) verifier;
        List<String> switches = verifying.switches();
        String set = switches.stream().filter(this::isSet).findFirst().orElse(null);
        door.senders().register(new Sender(sender, set != null, switches, set, verifying.takesToken(), true));
        CamelContextAware.trySetCamelContext(verifier, getCamelContext());
        CamelContextAware.trySetCamelContext(mapping, getCamelContext());
        ServiceHelper.startService(verifier);
        mapping.start();
        if (set != null) {
            open = webhook.createConsumer(this::take);
            ServiceHelper.startService(open);
        }
    }

    private boolean isSet(String property) {
        return new SettingsReader(getCamelContext().getPropertiesComponent()::resolveProperty)
                .text(property)
                .isPresent();
    }

    private void take(Exchange exchange) throws Exception {
        verifier.process(exchange);
        mapping.process(exchange);
        door.acknowledge().process(exchange);
    }

    void stopTaking() {
        // Does nothing for null.
        ServiceHelper.stopService(open, verifier);
        door.senders().forget(sender);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a webhook is what a sender calls");
    }
}
