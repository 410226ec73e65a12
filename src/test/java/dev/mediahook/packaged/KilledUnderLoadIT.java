package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGKILL at any moment loses no delivery that was answered 2xx, and stores nothing twice. */
class KilledUnderLoadIT {

    private static final int SENDERS = 4;
    private static final int BETWEEN_KILLS = 100;
    private static final int KILLS = 3;
    /** More deliveries than the test waits for, so that every kill comes in the middle of the load. */
    private static final int BETWEEN_STARTS = 3 * BETWEEN_KILLS;

    @TempDir
    Path folder;

    final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    final AtomicInteger jobs = new AtomicInteger();
    final Semaphore pace = new Semaphore(0);
    final AtomicBoolean delivering = new AtomicBoolean(true);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasAcceptedIsThereAndEachMediumIsStoredOnce(TestDatabase kind) throws Exception {
        Map<String, String> properties = new HashMap<>(kind.properties(Path.of("data")));
        properties.put("mediahook.dispatch.lease", "3s");
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway =
                        PackagedGateway.withSenders(folder, properties).start()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> deliver(host, gateway));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int target = accepted.size() + BETWEEN_KILLS;
                pace.release(BETWEEN_STARTS);
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> accepted.size() >= target);
                gateway.kill();
                gateway.start();
            }
            delivering.set(false);
            pace.release(SENDERS);
            senders.shutdown();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(senders::isTerminated);
            GatewayClient client = gateway.client();
            client.await("/api/events?state=accepted&limit=1", page -> page.path("items")
                    .isEmpty());
            client.await("/api/events?state=processing&limit=1", page -> page.path("items")
                    .isEmpty());

            assertThat(accepted)
                    .hasSizeGreaterThanOrEqualTo(KILLS * BETWEEN_KILLS)
                    .doesNotHaveDuplicates();
            for (String job : accepted) {
                assertStoredOnce(client.get("/api/jobs/bfl/" + job), job, host, gateway);
            }
            assertThat(client.get("/api/events?state=dead").path("items")).isEmpty();
            assertThat(StoredMedia.files(gateway.media()))
                    .allSatisfy(file -> assertThat(file).matches("bfl/job-\\d+/0\\.jpe?g"));
            assertThat(StoredMedia.files(folder.resolve("data/parts")))
                    .as("no partial file is left")
                    .isEmpty();
            String again = accepted.peek();
            assertThat(client.deliver(delivery(host, again)).body()).isEqualTo("{\"status\":\"already_processed\"}");
        } finally {
            delivering.set(false);
            senders.shutdownNow();
        }
    }

    private void deliver(MediaHost host, PackagedGateway gateway) {
        GatewayClient client = gateway.client();
        while (delivering.get()) {
            pace.acquireUninterruptibly();
            String job = "job-" + jobs.incrementAndGet();
            if (client.tryToDeliver(delivery(host, job)) == 200) {
                accepted.add(job);
            } else {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> gateway.health() == 200);
            }
        }
    }

    private static SignedRequest delivery(MediaHost host, String job) {
        URI medium = host.medium(MediaKind.JPEG, job, MediaBehaviour.NORMAL.slow(Duration.ofMillis(20)));
        return Deliveries.of("bfl", "Ready", job, medium);
    }

    private static void assertStoredOnce(JsonNode job, String id, MediaHost host, PackagedGateway gateway) {
        byte[] served = host.bytes(MediaKind.JPEG, id);
        assertThat(job.path("status").asText()).as("%s: %s", id, job).isEqualTo("completed");
        assertThat(job.path("events")).hasSize(1);
        assertThat(job.at("/media/0/sha256").asText()).isEqualTo(StoredMedia.sha256(served));
        List<String> files = StoredMedia.files(gateway.media().resolve("bfl").resolve(id));
        assertThat(files).hasSize(1);
        assertThat(StoredMedia.bytes(gateway.media().resolve("bfl").resolve(id).resolve(files.get(0))))
                .isEqualTo(served);
    }
}
