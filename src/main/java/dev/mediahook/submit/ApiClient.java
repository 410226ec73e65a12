package dev.mediahook.submit;

import dev.mediahook.receive.RawBody;
import dev.mediahook.retry.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Calls a sender's API. Follows no redirect: a key goes to the address that was configured and nowhere else. */
public final class ApiClient implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.ofSeconds(30);
    /** Looking something up takes a sender less than taking a job on, and is asked again. */
    private static final RequestConfig QUESTION = RequestConfig.custom()
            .setResponseTimeout(Timeout.ofSeconds(10))
            .setConnectionRequestTimeout(PATIENCE)
            .build();

    private static final int LONGEST_ANSWER = 4 << 20;

    private final InstantSource clock;
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(48)
                    .setMaxConnTotal(192)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.ofSeconds(10))
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom()
                    .setResponseTimeout(PATIENCE)
                    .setConnectionRequestTimeout(PATIENCE)
                    .build())
            .setUserAgent("mediahook")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();

    public ApiClient(InstantSource clock) {
        this.clock = clock;
    }

    /** What an API answered. */
    record Reply(int status, RawBody body, @Nullable Duration retryAfter) {}

    /**
     * Makes one call.
     *
     * @throws SenderAnswer where nobody answered
     */
    Reply call(HttpUriRequestBase request, Map<String, String> headers, byte @Nullable [] json) {
        headers.forEach(request::setHeader);
        if (request.getMethod().equals("GET")) {
            request.setConfig(QUESTION);
        }
        if (json != null) {
            request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        }
        try {
            return client.execute(request, this::reply);
        } catch (ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | ConnectTimeoutException unreachable) {
            throw SenderAnswer.unreachable();
        } catch (SSLHandshakeException | ConnectionRequestTimeoutException notSent) {
            throw SenderAnswer.unreachable();
        } catch (IOException unanswered) {
            throw SenderAnswer.unanswered();
        }
    }

    private Reply reply(ClassicHttpResponse response) throws IOException {
        byte[] body = new byte[0];
        if (response.getEntity() != null) {
            try (InputStream stream = response.getEntity().getContent()) {
                body = stream.readNBytes(LONGEST_ANSWER);
            }
        }
        Header retryAfter = response.getFirstHeader("Retry-After");
        String wait = retryAfter == null ? "" : String.valueOf(retryAfter.getValue());
        return new Reply(
                response.getCode(),
                RawBody.of(body),
                RetryAfter.of(wait, clock.instant()).orElse(null));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
