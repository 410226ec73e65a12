package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of three targets, one can never be reached, one fails for a while, and one has a key in its query. */
class ToldUntilHeardTest {

    @TempDir
    Path data;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final List<JsonNode> heardLate = new CopyOnWriteArrayList<>();
    private final AtomicInteger deaf = new AtomicInteger();
    private HttpServer server;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/a-deaf", exchange -> {
            if (deaf.getAndDecrement() > 0) {
                answer(exchange, 500, "");
            } else {
                hear(exchange, heardLate);
            }
        });
        server.createContext("/hook", exchange -> {
            assertThat(exchange.getRequestURI().getQuery()).isEqualTo("key=abc");
            hear(exchange, told);
        });
        server.createContext(
                "/v1/get_result", exchange -> answer(exchange, 200, "{\"id\":\"j\",\"status\":\"Pending\"}"));
        server.start();
        gateway = TestGateway.start(data, properties());
    }

    private Map<String, String> properties() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "mediahook.notify.to", "http://127.0.0.1:1/away," + url + "/a-deaf," + url + "/hook?key=abc",
                "mediahook.retry.give-up-after", "20s",
                "mediahook.bfl.api-url", url,
                "mediahook.bfl.api-key", "k",
                "mediahook.bfl.webhook-timeout", "0s",
                "mediahook.bfl.poll-for", "300ms",
                "mediahook.poll.every", "100ms");
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void tellsTheOthersWhereOneIsDeaf() {
        deaf.set(Integer.MAX_VALUE);
        gateway.deliverBfl("{\"id\":\"job-one\",\"status\":\"Failed\"}");
        Awaitility.await().until(() -> !told.isEmpty());

        deaf.set(0);
        Awaitility.await().until(() -> !heardLate.isEmpty());
        gateway.await(
                "/api/notifications?state=pending",
                page -> page.at("/items/0/attempts").asInt() > 3);
        assertThat(told).as("notifications to the target with a key").hasSize(1);
        assertThat(heardLate).as("notifications that were taken").hasSize(1);
    }

    @Test
    void tellsOfAJobThatPollingGaveUpUntilItIsHeard() {
        deaf.set(3);
        gateway.api("PUT", "/api/jobs/bfl/j");
        Awaitility.await().until(() -> !heardLate.isEmpty());

        assertThat(heardLate.get(0).path("type").asText()).isEqualTo("dev.mediahook.job.failed");
        assertThat(heardLate.get(0).at("/data/error/code").asText()).isEqualTo("timeout");
        assertThat(told).hasSize(1);
    }

    @Test
    void tellsAfterARestartOfWhatNobodyHeardBefore() {
        deaf.set(Integer.MAX_VALUE);
        gateway.api("PUT", "/api/jobs/bfl/j");
        gateway.awaitJob("bfl", "j", "failed");
        gateway.close();
        deaf.set(0);
        gateway = TestGateway.start(data, properties());

        Awaitility.await().until(() -> !heardLate.isEmpty());
    }

    @Test
    void tellsSoonOfAMediumThatCanNeverBeHad() {
        deaf.set(2);
        gateway.deliverBfl("{\"id\":\"job-lost\",\"status\":\"Ready\",\"result\":{\"sample\":\"ftp://host/a.png\"}}");
        Awaitility.await().until(() -> !heardLate.isEmpty());

        assertThat(heardLate.get(0).at("/data/error/code").asText()).isEqualTo("scheme_refused");
    }

    private static void hear(HttpExchange exchange, List<JsonNode> by) throws IOException {
        assertThat(exchange.getRequestMethod()).isEqualTo("POST");
        by.add(TestGateway.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answer(exchange, 204, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
