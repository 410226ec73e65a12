package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the program is being stopped, every answer to a sender is 200 or 503. */
class StoppingUnderLoadIT {

    private static final int SENDERS = 16;

    @TempDir
    Path folder;

    private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void neverTellsASenderThatItsPathIsGone() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (PackagedGateway gateway =
                PackagedGateway.withSenders(folder, Map.of()).start()) {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int number = sender;
                sending.add(senders.submit(() -> deliverUntilNobodyListens(gateway, number)));
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers.size() > 100);
            gateway.terminate();

            assertThat(gateway.endsWithin(Duration.ofSeconds(20))).isTrue();
            for (Future<?> one : sending) {
                one.get(10, TimeUnit.SECONDS);
            }
            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .contains(200, 503)
                    .containsOnly(200, 503);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(answer -> assertThat(
                            answer.headers().firstValue("Retry-After"))
                    .isPresent());
        } finally {
            senders.shutdownNow();
        }
    }

    private void deliverUntilNobodyListens(PackagedGateway gateway, int sender) {
        try {
            for (int i = 0; ; i++) {
                SignedRequest delivery = Deliveries.of("krea", "queued", "job-" + sender + "-" + i);
                answers.add(client.send(
                        HttpRequest.newBuilder(gateway.url().resolve(delivery.path()))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString(UTF_8)));
            }
        } catch (IOException over) {
            // the program has stopped listening
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
