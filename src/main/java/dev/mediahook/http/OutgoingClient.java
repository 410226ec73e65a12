package dev.mediahook.http;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * A client for servers that may be hostile. It limits the size of answers. It does nothing that its caller did not ask
 * for: it follows no redirects, decodes nothing, retries nothing, and remembers neither cookies nor credentials. An
 * {@link Error} makes Apache's client close its pool for good; the next request then gets a new pool. The client is
 * made with the first request, since many programs make none for a long time.
 */
public final class OutgoingClient implements AutoCloseable {

    private final UnaryOperator<PoolingHttpClientConnectionManagerBuilder> pooling;
    private final UnaryOperator<HttpClientBuilder> requests;
    private @Nullable Made made;
    private boolean closed;

    private record Made(PoolingHttpClientConnectionManager connections, CloseableHttpClient client) {}

    /**
     * @param pooling sets what is particular to this client's connections
     * @param requests sets what is particular to its requests
     */
    public OutgoingClient(
            UnaryOperator<PoolingHttpClientConnectionManagerBuilder> pooling,
            UnaryOperator<HttpClientBuilder> requests) {
        this.pooling = pooling;
        this.requests = requests;
    }

    /**
     * Makes a request. The caller has to close the answer.
     *
     * @throws IOException if there is no answer, or if the answer exceeds the limits
     */
    public ClassicHttpResponse open(HttpHost host, HttpUriRequestBase request, HttpContext context) throws IOException {
        return client().executeOpen(host, request, context);
    }

    /** Closes connections that have been idle for the given time. */
    public synchronized void closeIdle(TimeValue unused) {
        if (made != null) {
            made.connections().closeIdle(unused);
        }
    }

    private synchronized CloseableHttpClient client() throws IOException {
        if (closed) {
            throw new IOException("the client is closed");
        }
        if (made == null || made.connections().isClosed()) {
            PoolingHttpClientConnectionManager connections = madeConnections();
            made = new Made(connections, madeClient(connections));
        }
        return made.client();
    }

    private PoolingHttpClientConnectionManager madeConnections() {
        return pooling.apply(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(AnswerLimits.connections()))
                .build();
    }

    private CloseableHttpClient madeClient(PoolingHttpClientConnectionManager pool) {
        return requests.apply(HttpClients.custom()
                        .setConnectionManager(pool)
                        .setRequestExecutor(new BoundedExchange())
                        .setUserAgent("mediahook")
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableContentCompression()
                        .disableCookieManagement()
                        .disableAuthCaching())
                .build();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (made != null) {
            made.client().close();
        }
    }
}
