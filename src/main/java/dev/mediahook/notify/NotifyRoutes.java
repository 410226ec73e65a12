package dev.mediahook.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.database.Database;
import dev.mediahook.delivery.Payload;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Reason;
import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells the targets what an event changed, and what is not about a job at all. */
public final class NotifyRoutes extends RouteBuilder {

    /** The property of an exchange that tells a target: the notification's id. */
    public static final String NOTIFICATION = "mediahookNotification";

    private static final Logger LOG = EventLog.of(NotifyRoutes.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Outbox outbox;
    private final Optional<NotificationSigner> signer;
    private final InstantSource clock;
    private @Nullable TargetEndpoints targets;

    /**
     * @param secret what {@code https:} targets get signatures made with, as Standard Webhooks write it; empty: none
     * @throws IllegalArgumentException if the secret is not base64
     */
    public NotifyRoutes(Database database, Outbox outbox, Optional<String> secret, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.signer = secret.map(NotificationSigner::new);
        this.clock = clock;
    }

    @Override
    public void configure() {
        // The inbox itself tries again; a host's error handler has no part in it.
        errorHandler(noErrorHandler());

        from("direct:mediahook-notify")
                .routeId("mediahook-notify")
                .description("Sends what the event changed to every target; the event is not done before")
                .process(exchange -> send(exchange));

        from("direct:mediahook-credits")
                .routeId("mediahook-credits")
                .description("An account's credits: no job, a notification")
                .process(this::credits)
                .to("direct:mediahook-notify");
    }

    /**
     * Sends what no event waits for: of a job that polling gave up, or that was cancelled.
     *
     * @throws EventFailed if a target did not take it
     */
    public void sendUnsent() {
        send(0);
    }

    private void send(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        send(event.id().value());
    }

    /** A target that is away keeps no other from being told; the rest of what it is to be told waits for the next try. */
    private void send(long event) {
        List<String> refused = new ArrayList<>();
        try (ProducerTemplate template = getContext().createProducerTemplate()) {
            for (String target : outbox.targets()) {
                send(template, event, target).ifPresent(refused::add);
            }
        } catch (IOException unlikely) {
            throw new IllegalStateException("closing a template failed", unlikely);
        }
        refused.stream().findFirst().ifPresent(first -> {
            throw EventFailed.passing(Reason.NOTIFY_FAILED, null, "a target did not take notification " + first);
        });
    }

    /** Tells one target, a part at a time, until it does not take one: that one's id is the answer. */
    private Optional<String> send(ProducerTemplate template, long event, String target) {
        List<Outbox.Unsent> part = Outbox.unsent(database, event, target, "");
        while (!part.isEmpty()) {
            for (Outbox.Unsent notification : part) {
                if (!took(template, notification)) {
                    return Optional.of(notification.id());
                }
                Outbox.sent(database, notification, clock);
            }
            part = Outbox.unsent(
                    database, event, target, part.get(part.size() - 1).id());
        }
        return Optional.empty();
    }

    private boolean took(ProducerTemplate template, Outbox.Unsent notification) {
        try {
            Exchange answer = template.send(targets().of(notification.target()), exchange -> {
                exchange.setProperty(NOTIFICATION, notification.id());
                exchange.getMessage().setBody(notification.body());
                exchange.getMessage().setHeaders(headers(notification));
            });
            if (answer.getException() != null) {
                throw answer.getException();
            }
            return true;
        } catch (Exception failure) {
            // Its class alone: what it says may repeat the target's query.
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            LOG.debug(
                    "notification {} was not taken error={}",
                    notification.id(),
                    cause.getClass().getSimpleName());
            return false;
        }
    }

    private synchronized TargetEndpoints targets() {
        if (targets == null) {
            targets = new TargetEndpoints(getContext());
        }
        return targets;
    }

    private Map<String, Object> headers(Outbox.Unsent notification) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(Exchange.CONTENT_TYPE, "application/cloudevents+json");
        if (notification.target().startsWith("http")) {
            // Camel would GET an address with a query.
            headers.put(Exchange.HTTP_METHOD, "POST");
        }
        if (notification.target().startsWith("https:")) {
            signer.ifPresent(
                    one -> headers.putAll(one.headers(notification.id(), clock.instant(), notification.body())));
        }
        return headers;
    }

    /** The type is the sender's word: {@code credits.low} becomes {@code dev.mediahook.credits.low}. */
    private void credits(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        String type = "dev.mediahook." + String.valueOf(event.status()).toLowerCase(Locale.ROOT);
        CloudEvent cloudEvent = new CloudEvent(
                Outbox.id(event.sender(), event.key(), type),
                type,
                event.sender(),
                null,
                event.receivedAt(),
                data(event));
        database.writer().write(handle -> {
            outbox.add(handle, event, cloudEvent, clock.instant());
            return event;
        });
    }

    private static ObjectNode data(Event event) {
        JsonNode payload = Payload.read(event.body(), Payload.USUAL_LIMIT)
                .map(Payload::json)
                .orElseThrow(() -> new IllegalStateException("an event that was read can't be read again"));
        return payload instanceof ObjectNode object
                ? object
                : JSON.createObjectNode().set("payload", payload);
    }
}
