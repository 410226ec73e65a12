package dev.mediahook;

import dev.mediahook.notify.NotifyRoutes;
import dev.mediahook.sender.WebhookPath;
import dev.mediahook.store.EndpointStore;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Tells Mediahook's exchanges from the host's, whichever of their routes the exchange is in. */
final class OwnExchanges {

    private static final String ROUTES = "mediahook-";
    private static final String DOORS = MediahookComponent.SCHEME + ":";
    private static final String HTTP = "platform-http:";

    private OwnExchanges() {}

    /**
     * Whether the exchange began with a delivery, an event or a route of Mediahook's, or carries a medium to the store
     * or a notification to its target.
     */
    static boolean has(Exchange exchange) {
        String route = exchange.getFromRouteId();
        return (route != null && route.startsWith(ROUTES))
                || beganAtADoor(exchange.getFromEndpoint())
                || exchange.getProperty(EndpointStore.MEDIUM) != null
                || exchange.getProperty(NotifyRoutes.NOTIFICATION) != null;
    }

    private static boolean beganAtADoor(@Nullable Endpoint from) {
        String uri = from == null ? "" : from.getEndpointUri();
        return uri.startsWith(DOORS) || (uri.startsWith(HTTP) && takesWebhooks(uri));
    }

    /** A team may write the endpoint out: {@code platform-http:/webhooks/acme}. */
    private static boolean takesWebhooks(String uri) {
        String path = uri.substring(HTTP.length()).replaceFirst("^/+", "/").replaceFirst("\\?.*", "");
        return WebhookPath.sender(path).isPresent();
    }
}
