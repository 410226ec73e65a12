package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many jobs change twice, while their target refuses every third notification. It never gets the second change first.
 */
class OrderTest {

    private static final int JOBS = 60;

    @TempDir
    Path data;

    private final Map<String, List<String>> heard = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void everyJobIsToldInTheOrderOfItsChanges() throws IOException {
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        var threads = Executors.newFixedThreadPool(8);
        target.setExecutor(threads);
        target.createContext("/", exchange -> {
            try (exchange) {
                JsonNode event =
                        TestGateway.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                boolean fails = asked.incrementAndGet() % 3 == 0;
                if (!fails) {
                    heard.computeIfAbsent(event.path("subject").asText(), job -> new ArrayList<>())
                            .add(event.path("type").asText().replaceFirst(".*\\.", ""));
                }
                // 422 refuses this notification alone, so that others would overtake it if they could.
                exchange.sendResponseHeaders(fails ? 422 : 204, -1);
            }
        });
        target.start();
        String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook";
        try (TestGateway gateway =
                TestGateway.start(data, Map.of("mediahook.notify.to", url, "mediahook.retry.give-up-after", "30s"))) {
            for (int i = 0; i < JOBS; i++) {
                gateway.deliverBfl("{\"id\":\"job-" + i + "\",\"status\":\"Failed\"}");
                gateway.deliverBfl("{\"id\":\"job-" + i + "\",\"status\":\"Content Moderated\"}");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> heard.values().stream()
                                    .filter(types -> types.contains("moderated"))
                                    .count()
                            == JOBS);
        } finally {
            target.stop(0);
            threads.shutdownNow();
        }
        assertThat(heard.values())
                .allSatisfy(types -> assertThat(String.join(",", types)).isIn("failed,moderated", "moderated"));
    }
}
