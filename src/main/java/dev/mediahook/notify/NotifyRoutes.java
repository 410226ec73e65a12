package dev.mediahook.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.database.Database;
import dev.mediahook.delivery.Payload;
import dev.mediahook.event.Event;
import dev.mediahook.event.PayloadMappingProcessor;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The routes that other routes call once there may be notifications to send. */
public final class NotifyRoutes extends RouteBuilder {

    /** The exchange property, for a target's route, with the notification's ID. */
    public static final String NOTIFICATION = "mediahookNotification";

    private final Database database;
    private final Outbox outbox;
    private final Notifications notifications;
    private final Runnable wake;
    private final InstantSource clock;

    /**
     * @param wake wakes the lanes of the targets
     */
    public NotifyRoutes(
            Database database, Outbox outbox, Notifications notifications, Runnable wake, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.notifications = notifications;
        this.wake = wake;
        this.clock = clock;
    }

    @Override
    public void configure() {
        // The inbox itself retries; a host's error handler must not.
        errorHandler(noErrorHandler());

        from("direct:mediahook-notify")
                .routeId("mediahook-notify")
                .description("Queues a notification of the change for each target")
                .process(this::tell);

        from("direct:mediahook-credits")
                .routeId("mediahook-credits")
                .description("An account's credits: no job, a notification")
                .process(this::credits)
                .to("direct:mediahook-notify");
    }

    private void tell(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        if (!exchange.getProperty(PayloadMappingProcessor.FIRST_TRY, false, Boolean.class)) {
            notifications.revive(event.id());
        }
        wake.run();
    }

    /** The type contains the sender's word: {@code credits.low} becomes {@code dev.mediahook.credits.low}. */
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
            outbox.add(handle, event.id().value(), cloudEvent, clock.instant());
            return event;
        });
    }

    private static ObjectNode data(Event event) {
        JsonNode payload = Payload.read(event.body(), Payload.USUAL_LIMIT)
                .map(Payload::json)
                .orElseThrow(() -> new IllegalStateException("an event that was read can't be read again"));
        return payload instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode().set("payload", payload);
    }
}
