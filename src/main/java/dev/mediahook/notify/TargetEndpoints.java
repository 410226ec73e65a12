package dev.mediahook.notify;

import dev.mediahook.fetch.AddressCheck;
import dev.mediahook.fetch.Cidr;
import dev.mediahook.http.AnswerBounds;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;

/** The targets' endpoints. HTTP endpoints read only bounded answers, and always have an open connection pool. */
public final class TargetEndpoints {

    private final CamelContext context;
    private final AnswerBounds bounds;
    private final CheckedRoutes routes;

    /**
     * @param allowed addresses that are not public, but that names of {@code https:} targets may resolve to
     */
    public TargetEndpoints(CamelContext context, List<Cidr> allowed) {
        this.context = context;
        this.routes = new CheckedRoutes(new AddressCheck(allowed));
        this.bounds = new AnswerBounds(
                context.getExecutorServiceManager().newScheduledThreadPool(this, "mediahook-notify-deadline", 1));
    }

    /** What hands messages to these endpoints. */
    ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    /** The endpoint that a URI names, made if there is none yet. */
    Endpoint of(String uri) throws Exception {
        if (!uri.startsWith("http")) {
            return context.getEndpoint(uri);
        }
        Endpoint known = context.hasEndpoint(uri);
        if (known instanceof HttpEndpoint http && poolIsClosed(http)) {
            // An Error has closed the pool for good; the next endpoint gets a new one.
            context.removeEndpoint(http);
        }
        Endpoint endpoint = context.getEndpoint(uri);
        if (endpoint instanceof HttpEndpoint http && !(http.getHttpClientConfigurer() instanceof Bounded)) {
            http.setHttpClientConfigurer(new Bounded(http.getHttpClientConfigurer(), bounds, routes));
        }
        return endpoint;
    }

    private static boolean poolIsClosed(HttpEndpoint endpoint) {
        return endpoint.getClientConnectionManager() instanceof PoolingHttpClientConnectionManager pool
                && pool.isClosed();
    }

    private record Bounded(HttpClientConfigurer before, AnswerBounds bounds, CheckedRoutes routes)
            implements HttpClientConfigurer {

        @Override
        public void configureHttpClient(HttpClientBuilder client) {
            if (before != null) {
                before.configureHttpClient(client);
            }
            bounds.keep(client);
            client.setRoutePlanner(routes);
        }
    }
}
