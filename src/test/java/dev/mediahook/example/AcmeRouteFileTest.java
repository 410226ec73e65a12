package dev.mediahook.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.FreePort;
import dev.mediahook.Mediahook;
import dev.mediahook.standin.SignedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route file as its team tests it: deliveries come in as they do, and what a status leads to is a mock. */
class AcmeRouteFileTest extends CamelTestSupport {

    private static final String FETCH = "direct:mediahook-fetch-media";
    private static final String FAILED = "direct:mediahook-job-failed";

    @TempDir
    Path folder;

    private int port;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        port = FreePort.any();
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addService(new VertxPlatformHttpServer(server));
        context.getPropertiesComponent().addInitialProperty("mediahook.data-dir", folder.toString());
        context.getPropertiesComponent().addInitialProperty("mediahook.acme.webhook-secret", Acme.SECRET);
        Mediahook.in(context)
                .routes("file:src/test/resources/example/acme.camel.yaml")
                .install();
        return context;
    }

    @Test
    void whatIsFinishedIsFetchedAndWhatIsBrokenFails() throws Exception {
        AdviceWith.adviceWith(context, "acme-event", route -> route.mockEndpointsAndSkip(FETCH, FAILED));
        MockEndpoint fetch = getMockEndpoint("mock:" + FETCH);
        MockEndpoint failed = getMockEndpoint("mock:" + FAILED);
        fetch.expectedMessageCount(1);
        fetch.message(0).simple("${body.jobId}").isEqualTo("t-1");
        failed.expectedMessageCount(1);
        failed.message(0).simple("${body.jobId}").isEqualTo("t-2");

        assertThat(deliver(Acme.finished("t-1", URI.create("https://media.example/a.png"))))
                .isEqualTo("{\"status\":\"received\"}");
        assertThat(deliver(Acme.broken("t-2"))).isEqualTo("{\"status\":\"received\"}");
        assertThat(deliver(Acme.forged(Acme.broken("t-3")))).isEqualTo("{\"error\":\"invalid_signature\"}");

        MockEndpoint.assertIsSatisfied(context);
    }

    private String deliver(SignedRequest request) throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.path()))
                .POST(BodyPublishers.ofString(new String(request.body(), UTF_8)));
        request.headers().forEach(post::header);
        return HttpClient.newHttpClient()
                .send(post.build(), BodyHandlers.ofString())
                .body();
    }
}
