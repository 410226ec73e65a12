package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.FreePort;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link in a notification opens its medium without a token until the link expires. */
class MediaLinkOverHttpTest {

    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

    @TempDir
    Path data;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private TestGateway gateway;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/told", exchange -> {
            try (exchange) {
                told.add(
                        TestGateway.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.createContext("/a.svg", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, SVG.length());
                exchange.getResponseBody().write(SVG.getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    private String here(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private JsonNode medium(String life) {
        int port = FreePort.any();
        gateway = TestGateway.start(
                data,
                Map.of(
                        "camel.server.port",
                        Integer.toString(port),
                        "mediahook.public-url",
                        "http://127.0.0.1:" + port + "/",
                        "mediahook.notify.to",
                        here("/told"),
                        "mediahook.notify.media-links",
                        life));
        gateway.deliverBfl(
                "{\"id\":\"a job/1\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + here("/a.svg") + "\"}}");
        Awaitility.await().until(() -> !told.isEmpty());
        return told.get(0).at("/data/media/0");
    }

    @Test
    void isServedAsCarefullyAsWithATokenAndAloneByItsLink() {
        JsonNode medium = medium("1h");
        String link = medium.path("link").asText();
        assertThat(medium.path("linkEnds").asText()).matches("\\d{4}-.*Z");

        HttpResponse<String> answer = get(link);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SVG);
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .startsWith("attachment");
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("sandbox");

        String another = link.contains("signature=_") ? "-" : "_";
        assertThat(get(link.replaceFirst("signature=.", "signature=" + another)).statusCode())
                .isEqualTo(401);
        assertThat(get(link.replaceFirst("ends=\\d+", "ends=4000000000")).statusCode())
                .isEqualTo(401);
        assertThat(get(link.replaceFirst("/media/0", "/media/1")).statusCode()).isEqualTo(401);
        assertThat(get(link.replaceFirst("/media/0", "/media/0/attempts")).statusCode())
                .isEqualTo(401);
        assertThat(get(link.replaceFirst("/media/0", "")).statusCode()).isEqualTo(401);
        assertThat(get(link.replaceFirst("[?].*", "")).statusCode()).isEqualTo(401);
    }

    @Test
    void endsWithTheLink() {
        String link = medium("2s").path("link").asText();

        Awaitility.await().until(() -> get(link).statusCode() == 410);
    }

    private HttpResponse<String> get(String url) {
        return gateway.send(HttpRequest.newBuilder(URI.create(url)).build());
    }
}
