package dev.mediahook;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.inbox.InboxComponent;
import dev.mediahook.receive.AgreedAnswers;
import dev.mediahook.receive.WebhookEndpoint;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultComponent;

/**
 * The scheme {@code mediahook:} with the two ends of a sender's flow, {@code webhook} and {@code inbox}; {@code source}
 * is both in one.
 */
final class MediahookComponent extends DefaultComponent {

    static final String SCHEME = "mediahook";

    private final WebhookEndpoint.Door door;
    private final InboxComponent inbox;

    MediahookComponent(CamelContext context, WebhookEndpoint.Door door, InboxComponent inbox) {
        super(context);
        this.door = door;
        this.inbox = inbox;
        inbox.setCamelContext(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String sender = getAndRemoveParameter(parameters, "sender", String.class, "");
        if (!sender.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    uri + ": sender=… names the sender, in lower-case letters, digits and hyphens");
        }
        return switch (remaining) {
            case "webhook" ->
                new WebhookEndpoint(
                        uri,
                        this,
                        sender,
                        door,
                        AgreedAnswers.of(name -> getAndRemoveParameter(parameters, name, String.class, "")));
            case "source" ->
                new SourceEndpoint(
                        uri,
                        new WebhookEndpoint(uri, this, sender, door, AgreedAnswers.of(name -> "")),
                        sender,
                        resolveAndRemoveReferenceParameter(parameters, "verifier", Processor.class),
                        resolveAndRemoveReferenceParameter(parameters, "mapping", PayloadMappingProcessor.class),
                        door,
                        inbox.endpoint(uri, sender, parameters));
            case "inbox" -> inbox.endpoint(uri, sender, parameters);
            default ->
                throw new IllegalArgumentException(
                        uri
                                + ": there are mediahook:webhook and mediahook:inbox, mediahook:source for both in one, and no other");
        };
    }
}
