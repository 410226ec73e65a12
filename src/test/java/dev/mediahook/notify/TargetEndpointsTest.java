package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.http.HostileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class TargetEndpointsTest {

    private static final HostileServer.Answer GOOD =
            HostileServer.saying("HTTP/1.1 204 None\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final TargetEndpoints targets = new TargetEndpoints(context, List.of());

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @EnumSource
    void givesUpOnATargetWhoseAnswerNeverEnds(HostileServer.Endless endless) throws Exception {
        try (HostileServer hostile = new HostileServer(endless);
                HostileServer good = new HostileServer(GOOD)) {
            assertThatThrownBy(() -> send(hostile.url("/hook"))).isInstanceOf(CamelExecutionException.class);

            send(good.url("/hook"));
            assertThat(good.requests()).isEqualTo(1);
        }
    }

    @Test
    void readsNoEndlessBody() throws Exception {
        byte[] much = new byte[1 << 16];
        try (HostileServer hostile = new HostileServer((to, over) -> {
            to.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (over.getCount() > 0) {
                to.write(much);
            }
        })) {
            assertThatThrownBy(() -> send(hostile.url("/hook"))).isInstanceOf(CamelExecutionException.class);
        }
    }

    /**
     * A pool has twenty connections to one host. If connections were not given back, later notifications would wait for
     * one.
     */
    @ParameterizedTest
    @CsvSource({
        "200, 2, false",
        "500, 4, false",
        "200, 0, false",
        "200, 5, true",
        "200, 20000, false",
        "404, 200000, true"
    })
    void givesEachConnectionBackWhateverTheAnswerBrings(int status, int bytes, boolean chunked) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        AtomicInteger told = new AtomicInteger();
        server.createContext("/hook", exchange -> {
            exchange.getRequestBody().readAllBytes();
            told.incrementAndGet();
            exchange.sendResponseHeaders(status, chunked ? 0 : bytes == 0 ? -1 : bytes);
            exchange.getResponseBody().write(new byte[bytes]);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            for (int i = 0; i < 45; i++) {
                if (status == 200) {
                    send(url);
                } else {
                    assertThatThrownBy(() -> send(url)).hasRootCauseInstanceOf(HttpOperationFailedException.class);
                }
            }
        } finally {
            server.stop(0);
        }
        assertThat(told).hasValue(45);
    }

    @Test
    void isMadeAnewWhereItsPoolHasBeenClosed() throws Exception {
        try (HostileServer good = new HostileServer(GOOD)) {
            Endpoint first = send(good.url("/hook?a=%7B*%7D"));
            ((HttpEndpoint) first).getClientConnectionManager().close();

            assertThat(send(good.url("/hook?a=%7B*%7D"))).isNotSameAs(first);
            assertThat(good.requests()).isEqualTo(2);
        }
    }

    private Endpoint send(URI url) throws Exception {
        Endpoint endpoint = targets.of(url.toString());
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody(endpoint, "{}");
        } catch (IOException closing) {
            throw new IllegalStateException(closing);
        }
        return endpoint;
    }
}
