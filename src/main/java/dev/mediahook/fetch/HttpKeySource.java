package dev.mediahook.fetch;

import dev.mediahook.http.OutgoingClient;
import dev.mediahook.http.Undrained;
import dev.mediahook.http.WireCount;
import dev.mediahook.verify.KeySource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches public keys over HTTPS, or over HTTP from this machine only. Follows no redirect: the keys are trusted
 * because they come from the configured host.
 */
public final class HttpKeySource implements KeySource {

    private static final Timeout CONNECT = Timeout.ofSeconds(3);

    /** A delivery waits for the keys, and most senders give up after 10 s or less. */
    private static final Duration WHOLE = Duration.ofSeconds(5);

    private static final int LARGEST = 64 << 10;
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.0\\.0\\.1|\\[::1]");

    private final Duration whole;

    public HttpKeySource() {
        this(WHOLE);
    }

    HttpKeySource(Duration whole) {
        this.whole = whole;
    }

    @Override
    public byte[] fetch(URI address) throws IOException {
        if (!allowed(address)) {
            throw new IOException("keys are fetched by https alone");
        }
        HttpGet request = new HttpGet(address);
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        // Keys are fetched once a minute at most, so keeping the connection open is not worth it.
        try (OutgoingClient client = client()) {
            Future<?> abort = CompletableFuture.runAsync(
                    request::cancel, CompletableFuture.delayedExecutor(whole.toMillis(), TimeUnit.MILLISECONDS));
            try {
                return body(client, address, request);
            } catch (IllegalStateException unanswered) {
                // Apache's client throws this if a request is cancelled between two reads.
                throw new IOException("no whole answer within " + whole.toSeconds() + " s", unanswered);
            } finally {
                abort.cancel(false);
                // Otherwise closing the answer would read it to its end, which may never come.
                request.cancel();
            }
        }
    }

    private static byte[] body(OutgoingClient client, URI address, HttpGet request) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse response = client.open(HttpHost.create(address), request, context);
        if (response.getCode() != 200) {
            throw new IOException("the host answered " + response.getCode());
        }
        if (response.getEntity() == null) {
            return new byte[0];
        }
        try (InputStream stream =
                new Undrained(response.getEntity().getContent(), 2L * LARGEST, WireCount.of(context))) {
            byte[] body = stream.readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            return body;
        }
    }

    private OutgoingClient client() {
        Timeout silent = Timeout.of(whole);
        return new OutgoingClient(
                pool -> pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(silent)
                        .build()),
                requests -> requests.setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(silent).build()));
    }

    private static boolean allowed(URI address) {
        String host = String.valueOf(address.getHost());
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme())
                        && THIS_MACHINE.matcher(host).matches());
    }
}
