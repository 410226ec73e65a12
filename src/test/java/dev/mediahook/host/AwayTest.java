package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.FreePort;
import dev.mediahook.Mediahook;
import dev.mediahook.MediahookConfiguration;
import dev.mediahook.TestGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a host starts and stops, its server listens without Mediahook's routes. Senders are asked to come again. */
class AwayTest {

    private static final String PENDING = "{\"id\":\"j-1\",\"status\":\"Pending\"}";
    private static final List<CamelEvent.Type> WITHOUT_ROUTES =
            List.of(CamelEvent.Type.RoutesStarting, CamelEvent.Type.RoutesStarted, CamelEvent.Type.RoutesStopped);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = FreePort.any();
    private final Map<String, HttpResponse<String>> answers = new ConcurrentHashMap<>();

    @Test
    void aPlainContextNeverSaysThatASendersPathIsGone() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindHost("127.0.0.1");
            server.setBindPort(port);
            context.addService(new VertxPlatformHttpServer(server));
            properties().forEach(context.getPropertiesComponent()::addInitialProperty);
            context.addRoutes(own());
            ask(context);
            Mediahook.in(context).install();
            context.start();
            assertServes();
        }
        assertPutOff("RoutesStarted", "RoutesStopped");
    }

    @Test
    void neitherDoesCamelMain() throws Exception {
        Main main = new Main();
        properties().forEach(main::addOverrideProperty);
        main.addOverrideProperty("camel.server.enabled", "true");
        main.addOverrideProperty("camel.server.host", "127.0.0.1");
        main.addOverrideProperty("camel.server.port", Integer.toString(port));
        main.configure().addConfiguration(new CamelConfiguration() {
            @Override
            public void configure(CamelContext context) {
                ask(context);
            }
        });
        main.configure().addConfiguration(MediahookConfiguration.class);
        main.configure().addRoutesBuilder(own());
        main.start();
        try {
            assertServes();
        } finally {
            main.stop();
        }
        assertPutOff("RoutesStarting", "RoutesStarted", "RoutesStopped");
    }

    private Map<String, String> properties() {
        return Map.of("mediahook.data-dir", folder.toString(), "mediahook.bfl.webhook-secret", PlainHost.SECRET);
    }

    private static RouteBuilder own() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/webhooks/own/{id}?httpMethodRestrict=GET").setBody(constant("own"));
            }
        };
    }

    /** Delivers whenever the context's server listens and Mediahook's routes are not there. */
    private void ask(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) throws Exception {
                if (WITHOUT_ROUTES.contains(event.getType())) {
                    answers.put(event.getType().name(), deliver());
                }
            }
        });
    }

    private void assertServes() throws Exception {
        assertThat(deliver().body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(status("GET", "/webhooks/own/1")).isEqualTo(200);
        assertThat(status("DELETE", "/webhooks/own/1"))
                .as("a path of the host's own")
                .isEqualTo(405);
        assertThat(status("POST", "/webhooks/nobody")).as("no such path").isEqualTo(404);
    }

    private void assertPutOff(String... moments) {
        assertThat(answers).containsOnlyKeys(moments);
        assertThat(answers.values()).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        });
    }

    private HttpResponse<String> deliver() throws Exception {
        String signature = "sha256=" + TestGateway.hmac(PlainHost.SECRET, PENDING.getBytes(StandardCharsets.UTF_8));
        return send(request("POST", "/webhooks/bfl").header("X-BFL-Signature", signature));
    }

    private int status(String method, String path) throws Exception {
        return send(request(method, path)).statusCode();
    }

    private HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(PENDING));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
