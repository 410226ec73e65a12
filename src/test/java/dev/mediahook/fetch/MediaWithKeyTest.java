package dev.mediahook.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some media need the API's key. It goes to the API's own host, and nowhere that a payload or a redirect leads. */
class MediaWithKeyTest {

    private static final byte[] PNG = bytes();

    /** A request that a host received, and the key in it. */
    private record Asked(String target, String key) {}

    @TempDir
    Path data;

    private final List<Asked> atApi = new CopyOnWriteArrayList<>();
    private final List<Asked> elsewhere = new CopyOnWriteArrayList<>();
    private HttpServer api;
    private HttpServer other;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        other = server(elsewhere);
        api = server(atApi);
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.keyed.webhook-token", "t",
                        "mediahook.keyed.api-key", "the-key",
                        "mediahook.keyed.confirm", "false",
                        "mediahook.keyed.api-url", url(api, "/v1")),
                SenderFile.all(new SenderFile("keyed")
                        .mapping(
                                "jobId: $.id",
                                "status: $.status",
                                "completed: done",
                                "media: $.files[*]",
                                "mediaUrl: \"{{mediahook.keyed.api-url:https://api.keyed.example}}/files/{media}/content\"",
                                "extras: $.previews[*]")
                        .api(
                                "url: https://api.keyed.example",
                                "auth: \"Authorization: Bearer {key}\"",
                                "submit: POST /jobs",
                                "status: GET /jobs/{jobId}",
                                "jobIdField: id",
                                "keyFetchesMedia: true")));
    }

    @AfterEach
    void stop() {
        gateway.close();
        api.stop(0);
        other.stop(0);
    }

    @Test
    void fetchesAMediumByItsIdWithTheKey() {
        deliver("{\"id\":\"k-1\",\"status\":\"done\",\"files\":[176844028768320]}");

        assertThat(gateway.awaitJob("keyed", "k-1", "completed")
                        .at("/media/0/contentType")
                        .asText())
                .isEqualTo("image/png");
        assertThat(atApi).containsExactly(new Asked("/v1/files/176844028768320/content", "Bearer the-key"));
        assertThat(gateway.get("/api/jobs/keyed/k-1").toString()).doesNotContain("the-key");
    }

    @Test
    void showsTheKeyToNoOtherHost() {
        deliver("{\"id\":\"k-2\",\"status\":\"done\",\"files\":[1],\"previews\":[\"" + url(other, "/p.png") + "\"]}");

        gateway.awaitJob("keyed", "k-2", "completed");
        assertThat(elsewhere).containsExactly(new Asked("/p.png", ""));
    }

    @Test
    void dropsTheKeyAtARedirectAndNeverTakesItUpAgain() {
        deliver("{\"id\":\"k-3\",\"status\":\"done\",\"files\":[\"to-the-other\"]}");

        gateway.awaitJob("keyed", "k-3", "completed");
        assertThat(elsewhere).containsExactly(new Asked("/back", ""));
        assertThat(atApi)
                .containsExactly(
                        new Asked("/v1/files/to-the-other/content", "Bearer the-key"), new Asked("/a.png", ""));
    }

    @Test
    void keepsTheKeyAtARedirectWithinItsHost() {
        deliver("{\"id\":\"k-4\",\"status\":\"done\",\"files\":[\"within\"]}");

        gateway.awaitJob("keyed", "k-4", "completed");
        assertThat(atApi).extracting(Asked::key).containsExactly("Bearer the-key", "Bearer the-key");
    }

    private void deliver(String body) {
        assertThat(gateway.post("/webhooks/keyed/t", body.getBytes(UTF_8)).statusCode())
                .isEqualTo(200);
    }

    private HttpServer server(List<Asked> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            String target = exchange.getRequestURI().toString();
            asked.add(new Asked(target, key == null ? "" : key));
            switch (target) {
                case "/v1/files/to-the-other/content" -> redirect(exchange, url(other, "/back"));
                case "/back" -> redirect(exchange, url(api, "/a.png"));
                case "/v1/files/within/content" -> redirect(exchange, "/a.png");
                default -> {
                    exchange.sendResponseHeaders(200, PNG.length);
                    exchange.getResponseBody().write(PNG);
                    exchange.close();
                }
            }
        });
        server.start();
        return server;
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static String url(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static byte[] bytes() {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC())) {
            return host.bytes(MediaKind.PNG, "keyed");
        }
    }
}
