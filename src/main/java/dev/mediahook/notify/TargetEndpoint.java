package dev.mediahook.notify;

import dev.mediahook.http.AnswerBounds;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;

/** A target's endpoint: one that goes out by HTTP takes only so much for an answer, and has a pool that is open. */
final class TargetEndpoint {

    private TargetEndpoint() {}

    /** The endpoint that a URI names, made where there is none yet. */
    static Endpoint of(CamelContext context, String uri) throws Exception {
        if (!uri.startsWith("http")) {
            return context.getEndpoint(uri);
        }
        Endpoint known = context.hasEndpoint(uri);
        if (known instanceof HttpEndpoint http && poolIsClosed(http)) {
            // An Error has closed it for good: the next endpoint gets another.
            context.removeEndpoint(http);
        }
        Endpoint endpoint = context.getEndpoint(uri);
        if (endpoint instanceof HttpEndpoint http && !(http.getHttpClientConfigurer() instanceof Bounded)) {
            http.setHttpClientConfigurer(new Bounded(http.getHttpClientConfigurer()));
        }
        return endpoint;
    }

    private static boolean poolIsClosed(HttpEndpoint endpoint) {
        return endpoint.getClientConnectionManager() instanceof PoolingHttpClientConnectionManager pool
                && pool.isClosed();
    }

    private record Bounded(HttpClientConfigurer before) implements HttpClientConfigurer {

        @Override
        public void configureHttpClient(HttpClientBuilder client) {
            if (before != null) {
                before.configureHttpClient(client);
            }
            AnswerBounds.keep(client);
        }
    }
}
