package dev.mediahook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutgoingClientTest {

    private static final HostileServer.Answer GOOD = HostileServer.saying(
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood".getBytes(StandardCharsets.ISO_8859_1));

    private final AtomicBoolean fails = new AtomicBoolean();
    private final OutgoingClient client = new OutgoingClient(
            pool -> pool,
            requests -> requests.addRequestInterceptorFirst((request, entity, context) -> {
                if (fails.get()) {
                    throw new OutOfMemoryError("of a test");
                }
            }));

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(30)
    void givesUpOnAnAnswerThatNeverEnds(HostileServer.Endless endless) throws IOException {
        try (HostileServer hostile = new HostileServer(endless);
                HostileServer good = new HostileServer(GOOD)) {
            assertThatThrownBy(() -> read(hostile.url("/"))).isInstanceOfAny(IOException.class, RuntimeException.class);

            assertThat(read(good.url("/"))).isEqualTo("good");
        }
    }

    @Test
    void givesUpOnAHeadThatIsTooLargeInAllThoughNoLineOfItIs() throws IOException {
        String head = "HTTP/1.1 200 OK\r\n" + ("X: " + "x".repeat(4000) + "\r\n").repeat(17);
        try (HostileServer large = new HostileServer(
                HostileServer.saying((head + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThatThrownBy(() -> read(large.url("/"))).hasMessageContaining("head size");
        }
    }

    @Test
    void isMadeAnewAfterAnErrorHasClosedIt() throws IOException {
        try (HostileServer good = new HostileServer(GOOD)) {
            fails.set(true);
            assertThatThrownBy(() -> read(good.url("/"))).isInstanceOf(OutOfMemoryError.class);

            fails.set(false);
            assertThat(read(good.url("/"))).isEqualTo("good");
        }
    }

    @Test
    void readsTheBytesOfAHeaderAsTheyCame() throws IOException {
        try (HostileServer good = new HostileServer(HostileServer.saying(
                "HTTP/1.1 302 Found\r\nLocation: /À\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8)))) {
            try (ClassicHttpResponse response = open(good.url("/"))) {
                byte[] location = response.getFirstHeader("Location").getValue().getBytes(StandardCharsets.ISO_8859_1);
                assertThat(new String(location, StandardCharsets.UTF_8)).isEqualTo("/À");
            }
        }
    }

    /** Reads as the client's callers do: no further than a limit. */
    private String read(URI url) throws IOException {
        HttpGet get = new HttpGet("/");
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse response = client.open(host(url), get, context);
        try (InputStream body = new Undrained(response.getEntity().getContent(), 1 << 20, WireCount.of(context))) {
            return new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
        } finally {
            get.cancel();
        }
    }

    private ClassicHttpResponse open(URI url) throws IOException {
        return client.open(host(url), new HttpGet("/"), HttpClientContext.create());
    }

    private static HttpHost host(URI url) {
        return new HttpHost("http", url.getHost(), url.getPort());
    }
}
