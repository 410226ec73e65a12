package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.TestGateway;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submissions that wait for a slow sender delay no other calls. Wrong tokens are counted, and logged once. */
class SlowSenderTest {

    @TempDir
    Path data;

    @Test
    void deliveriesAndLookingDoNotWaitForSubmitsAtASlowSender() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                TestGateway gateway = TestGateway.start(
                        data,
                        Map.of(
                                "camel.main.shutdownTimeout", "1",
                                "mediahook.bfl.api-key", "key",
                                "mediahook.bfl.api-url", "http://127.0.0.1:" + silent.getLocalPort()))) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (int i = 0; i < 70; i++) {
                var unused = client.sendAsync(
                        HttpRequest.newBuilder(gateway.url("/api/jobs/bfl"))
                                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"input\":{}}"))
                                .build(),
                        BodyHandlers.ofString());
            }
            silent.accept();

            long begin = System.nanoTime();
            assertThat(gateway.deliverBfl("{\"id\":\"job-beside\",\"status\":\"Pending\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.api("GET", "/api/jobs").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void wrongTokensAreCountedAndLoggedOnce() {
        try (TestGateway gateway = TestGateway.start(data, Map.of());
                LogLines log = LogLines.of(WrongTokens.class)) {
            for (int i = 0; i < 15; i++) {
                assertThat(gateway.send(HttpRequest.newBuilder(gateway.url("/api/jobs"))
                                        .header("Authorization", "Bearer guess-" + i)
                                        .build())
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(gateway.metrics()).contains("mediahook_api_refusals_total 15");
            assertThat(log.all()).hasSize(1).allSatisfy(line -> assertThat(line).doesNotContain("guess"));
        }
    }
}
