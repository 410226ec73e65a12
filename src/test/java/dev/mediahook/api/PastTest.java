package dev.mediahook.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an event arrived, and what was tried for it. */
class PastTest {

    private static final String READY = "{\"id\":\"%s\",\"status\":\"Ready\",\"result\":{\"sample\":\"%s\"}}";

    private static final int SIZE = 2000;

    @TempDir
    static Path data;

    static TestGateway gateway;
    static HttpServer host;
    static final AtomicInteger asked = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] image = Arrays.copyOf(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'}, SIZE);
        host.createContext("/a.png", exchange -> {
            boolean first = asked.incrementAndGet() == 1;
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(first ? 503 : 200, first ? -1 : image.length);
            if (!first) {
                exchange.getResponseBody().write(image);
            }
            exchange.close();
        });
        host.start();
        gateway = TestGateway.start(
                data,
                Map.of("mediahook.token.webhook-token", "a-token-of-ours"),
                SenderFile.all(new SenderFile("token").mapping("jobId: $.id", "status: $.status", "failed: FAILED")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.stop(0);
    }

    private static String url(String query) {
        return "http://127.0.0.1:" + host.getAddress().getPort() + "/a.png" + query;
    }

    private static String event(JsonNode job) {
        return job.at("/events/0/eventId").asText();
    }

    @Test
    void tellsWhatEachTryMetAndWhatEachRequestForTheMediumBrought() {
        gateway.deliverBfl(READY.formatted("tried", url("?sig=secret")));
        JsonNode job = gateway.awaitJob("bfl", "tried", "completed");
        JsonNode done = gateway.await(
                "/api/events/" + event(job) + "/attempts",
                page -> page.path("items").size() == 2);

        JsonNode first = done.at("/items/0");
        assertThat(first.path("attempt").asInt()).isEqualTo(1);
        assertThat(first.path("outcome").asText()).isEqualTo("again");
        assertThat(first.path("reason").asText()).isEqualTo("fetch_failed");
        assertThat(first.path("detail").asText()).contains("503");
        assertThat(first.path("nextTryAt").isNull()).isFalse();
        assertThat(first.at("/transfers/0/answer").asText()).contains("503");
        assertThat(done.at("/items/1/outcome").asText()).isEqualTo("done");
        JsonNode transfers = gateway.get("/api/jobs/bfl/tried/media/0/attempts").path("items");
        assertThat(transfers).hasSize(2);
        assertThat(transfers.at("/1/outcome").asText()).isEqualTo("fetched");
        assertThat(transfers.at("/1/bytes").asInt()).isEqualTo(SIZE);
        assertThat(transfers.at("/1/host").asText()).isEqualTo("127.0.0.1");
        assertThat(transfers.at("/1/eventId").asText()).isEqualTo(event(job));
        assertThat(done.toString()).doesNotContain("secret");
    }

    @Test
    void tellsWhyARequestWasNeverMade() {
        gateway.deliverBfl(READY.formatted("never", "ftp://x.example/a?sig=secret"));
        JsonNode job = gateway.awaitJob("bfl", "never", "failed");
        JsonNode attempts = gateway.await("/api/events/" + event(job) + "/attempts", page -> !page.path("items")
                .isEmpty());

        assertThat(attempts.at("/items/0/outcome").asText()).isEqualTo("dead");
        assertThat(attempts.at("/items/0/transfers/0/outcome").asText()).isEqualTo("scheme_refused");
        assertThat(attempts.at("/items/0/transfers/0/host").isNull()).isTrue();
        assertThat(attempts.toString()).doesNotContain("secret");
    }

    @Test
    void showsTheHeadersWithoutSignaturesSecretsAndTokens() {
        byte[] body = "{\"id\":\"heads\",\"status\":\"Failed\"}".getBytes(UTF_8);
        gateway.post(
                "/webhooks/bfl",
                body,
                "X-BFL-Signature",
                "sha256=" + TestGateway.hmac(TestGateway.BFL_SECRET, body),
                "User-Agent",
                "bfl/1",
                "X-Original-Uri",
                "/webhooks/bfl?token=secret",
                "X-Api-Key",
                "secret");
        JsonNode headers = headers("bfl", "heads");

        assertThat(value(headers, "user-agent")).isEqualTo("bfl/1");
        assertThat(value(headers, "x-original-uri")).isEqualTo("/webhooks/bfl?hidden");
        assertThat(value(headers, "x-bfl-signature")).isEqualTo("null");
        assertThat(value(headers, "x-api-key")).isEqualTo("null");
        assertThat(headers.toString()).doesNotContain("secret", "sha256=");
    }

    @Test
    void noHeaderTellsTheTokenOfThePath() {
        gateway.post(
                "/webhooks/token/a-token-of-ours",
                "{\"id\":\"path\",\"status\":\"FAILED\"}".getBytes(UTF_8),
                "X-Forwarded-Uri",
                "/webhooks/token/a-token-of-ours",
                "X-Big",
                "b".repeat(3000));
        JsonNode headers = headers("token", "path");

        assertThat(value(headers, "x-forwarded-uri")).isEqualTo("/webhooks/token/hidden");
        assertThat(value(headers, "x-big")).hasSize(1025);
        assertThat(headers.toString()).doesNotContain("a-token-of-ours");
    }

    private static JsonNode headers(String sender, String job) {
        String id = event(gateway.awaitJob(sender, job, "failed"));
        return gateway.get("/api/events/" + id + "/headers").path("items");
    }

    private static String value(JsonNode headers, String name) {
        for (JsonNode header : headers) {
            if (header.path("name").asText().equals(name)) {
                return header.path("value").asText();
            }
        }
        throw new AssertionError("no header " + name + " in " + headers);
    }
}
