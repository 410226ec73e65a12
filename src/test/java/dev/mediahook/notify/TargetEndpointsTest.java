package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.http.HostileServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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
