package dev.mediahook.submit;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.http.ContentCodings;
import dev.mediahook.http.OutgoingClient;
import dev.mediahook.http.Undrained;
import dev.mediahook.http.WireCount;
import dev.mediahook.retry.RetryAfter;
import dev.mediahook.work.NamedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Calls a sender's API. Follows no redirect, so that a key goes only to the configured address. */
public final class ApiClient implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.ofSeconds(30);
    /** A look-up takes a sender less time than taking on a job, and can be repeated. */
    private static final RequestConfig QUESTION = RequestConfig.custom()
            .setResponseTimeout(Timeout.ofSeconds(10))
            .setConnectionRequestTimeout(PATIENCE)
            .build();

    private static final int LONGEST_ANSWER = 4 << 20;
    /** Includes the overhead of chunks. */
    private static final int LONGEST_ON_THE_WIRE = 8 << 20;

    private static final Deadlines USUAL = new Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final InstantSource clock;
    private final Deadlines deadlines;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("mediahook-api-deadline-"));
    private final OutgoingClient client = new OutgoingClient(
            pool -> pool.setMaxConnPerRoute(48)
                    .setMaxConnTotal(192)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.ofSeconds(10))
                            .setSocketTimeout(PATIENCE)
                            .build()),
            requests -> requests.setDefaultRequestConfig(RequestConfig.custom()
                    .setResponseTimeout(PATIENCE)
                    .setConnectionRequestTimeout(PATIENCE)
                    .build()));

    /**
     * How long a call may take in total, even if the sender keeps sending.
     *
     * @param question for a call that can be repeated
     * @param order for any other call
     */
    record Deadlines(Duration question, Duration order) {}

    public ApiClient(InstantSource clock) {
        this(clock, USUAL);
    }

    ApiClient(InstantSource clock, Deadlines deadlines) {
        this.clock = clock;
        this.deadlines = deadlines;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** What an API answered. */
    record Reply(int status, RawBody body, @Nullable Duration retryAfter) {}

    /**
     * Makes one call.
     *
     * @throws SenderApiException if nobody answered
     */
    Reply call(HttpUriRequestBase request, Map<String, String> headers, byte @Nullable [] json) {
        headers.forEach(request::setHeader);
        boolean question = request.getMethod().equals("GET");
        if (question) {
            request.setConfig(QUESTION);
        }
        if (json != null) {
            request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        }
        Duration deadline = question ? deadlines.question() : deadlines.order();
        ScheduledFuture<?> abort = timer.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return answered(request);
        } catch (ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | ConnectTimeoutException unreachable) {
            throw SenderApiException.unreachable();
        } catch (SSLHandshakeException | ConnectionRequestTimeoutException notSent) {
            throw SenderApiException.unreachable();
        } catch (IOException | IllegalStateException unanswered) {
            // If a request is cancelled between two reads, Apache's client throws this exception.
            throw SenderApiException.unanswered();
        } finally {
            abort.cancel(false);
        }
    }

    private Reply answered(HttpUriRequestBase request) throws IOException {
        HttpContext context = HttpClientContext.create();
        ClassicHttpResponse response = client.open(HttpHost.create(origin(request)), request, context);
        boolean whole = false;
        try {
            Reply reply = reply(response, WireCount.of(context));
            whole = true;
            return reply;
        } finally {
            if (!whole) {
                // Closing an answer would read it to its end, which may never come.
                request.cancel();
            }
            Closer.closeQuietly(response);
        }
    }

    private static URI origin(HttpUriRequestBase request) throws IOException {
        try {
            return request.getUri();
        } catch (URISyntaxException unlikely) {
            throw new IOException(unlikely);
        }
    }

    private Reply reply(ClassicHttpResponse response, LongSupplier onTheWire) throws IOException {
        Header retryAfter = response.getFirstHeader("Retry-After");
        String wait = retryAfter == null ? "" : String.valueOf(retryAfter.getValue());
        return new Reply(
                response.getCode(),
                RawBody.of(body(response.getEntity(), onTheWire)),
                RetryAfter.of(wait, clock.instant()).orElse(null));
    }

    /** The complete body or none: half an answer is not reliable. */
    private static byte[] body(@Nullable HttpEntity entity, LongSupplier onTheWire) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        List<String> codings =
                entity.getContentEncoding() == null ? List.of() : ContentCodings.named(entity.getContentEncoding());
        try (InputStream raw = new Undrained(entity.getContent(), LONGEST_ON_THE_WIRE, onTheWire);
                InputStream stream = ContentCodings.undone(raw, codings)) {
            byte[] body = stream.readNBytes(LONGEST_ANSWER + 1);
            if (body.length > LONGEST_ANSWER) {
                throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
            }
            return body;
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }
}
