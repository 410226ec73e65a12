package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several media of one job are fetched together, but each succeeds or fails on its own. */
class MediaOfOneJobTest {

    @TempDir
    Path data;

    private MediaHost host;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        gateway = TestGateway.start(data, Map.of("mediahook.retry.give-up-after", "20s"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
    }

    @Test
    void areFetchedAtTheSameTime() throws Exception {
        CyclicBarrier all = new CyclicBarrier(4);
        ExecutorService serving = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] png = host.bytes(MediaKind.PNG, "a");
        server.setExecutor(serving);
        server.createContext("/", exchange -> {
            try (exchange) {
                all.await(10, TimeUnit.SECONDS);
                exchange.sendResponseHeaders(200, png.length);
                exchange.getResponseBody().write(png);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            deliver("j-1", List.of(url + 0, url + 1, url + 2, url + 3));
            assertThat(gateway.awaitJob("krea", "j-1", "completed").path("media"))
                    .hasSize(4);
        } finally {
            server.stop(0);
            serving.shutdownNow();
        }
    }

    @Test
    void areTriedAsLongAsOneOfThemCanStillBeHad() {
        String dead = host.medium(MediaKind.PNG, "dead", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH))
                .toString();
        String late = host.medium(MediaKind.PNG, "late", MediaBehaviour.NORMAL.failing(6))
                .toString();
        deliver("j-2", List.of(dead, late));

        JsonNode job = gateway.awaitJob("krea", "j-2", "failed");
        assertThat(job.at("/error/code").asText()).isEqualTo("url_expired");
        assertThat(job.at("/media/0/location").isNull()).isTrue();
        assertThat(job.at("/media/1/location").asText()).endsWith("/krea/j-2/1.png");
    }

    @Test
    void areLostByNoStepThatComesAfterThem() {
        gateway.close();
        gateway = TestGateway.start(
                data, Map.of("mediahook.retry.give-up-after", "1s", "mediahook.notify.to", "http://127.0.0.1:1/away"));
        deliver("j-4", List.of(host.medium(MediaKind.PNG, "four").toString()));

        JsonNode job = gateway.await(
                "/api/jobs/krea/j-4", one -> one.at("/events/0/state").asText().equals("done"));
        assertThat(job.path("status").asText()).isEqualTo("completed");
        gateway.await(
                "/api/notifications?state=dead", page -> page.path("items").size() == 1);
        assertThat(gateway.metrics()).doesNotContain("mediahook_media_lost_total");
    }

    @Test
    void areCountedWithTheTimeThatWasLeftAndWhereTheyAreLost() {
        gateway.deliverBfl("{\"id\":\"in-time\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + host.medium(MediaKind.PNG, "in-time") + "\"}}");
        gateway.awaitJob("bfl", "in-time", "completed");
        gateway.deliverBfl("{\"id\":\"lost\",\"status\":\"Ready\",\"result\":{\"sample\":\"ftp://a/b\"}}");
        gateway.awaitJob("bfl", "lost", "failed");

        assertThat(gateway.metrics())
                .containsPattern("mediahook_media_margin_seconds_bucket\\{[^}]*sender=\"bfl\"")
                .containsPattern("mediahook_media_margin_seconds_sum\\{[^}]*sender=\"bfl\"[^}]*} (59\\d|600)\\.")
                .containsPattern("mediahook_media_lost_total\\{[^}]*reason=\"scheme_refused\"[^}]*} 1\\.0");
    }

    @Test
    void areNotThousands() {
        deliver(
                "j-3",
                IntStream.range(0, 201).mapToObj(i -> "http://127.0.0.1:1/" + i).collect(Collectors.toList()));

        assertThat(gateway.awaitJob("krea", "j-3", "failed").at("/error/code").asText())
                .isEqualTo("too_large");
    }

    private void deliver(String jobId, List<String> urls) {
        String body = "{\"job_id\":\"" + jobId + "\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                + String.join("\",\"", urls) + "\"]}}";
        assertThat(gateway.post("/webhooks/krea/krea-token", body.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }
}
