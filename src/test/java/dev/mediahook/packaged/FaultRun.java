package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One row of the fault matrix: nodes of the packaged program, deliveries, a fault, and the outcome of the deliveries.
 * Each job is first reported as failed and then as ready, so that its target is notified of two ends.
 */
final class FaultRun implements AutoCloseable {

    final List<PackagedGateway> nodes = new ArrayList<>();
    final Map<String, String> database;
    final MediaHost host = MediaHost.start(0, Clock.systemUTC());
    final ToldTarget target = new ToldTarget();
    private final Set<Delivery> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> lengths = new ConcurrentHashMap<>();
    private final AtomicInteger jobs = new AtomicInteger();

    private record Delivery(String job, String payload) {
        String status() {
            return payload.equals("Ready") ? "completed" : "failed";
        }
    }

    FaultRun(Path folder, TestDatabase kind, int count) throws IOException {
        this(folder, kind, count, Map.of());
    }

    /**
     * @param more properties that override the others
     */
    FaultRun(Path folder, TestDatabase kind, int count, Map<String, String> more) throws IOException {
        database = kind.properties(Path.of("data"));
        Map<String, String> properties = new HashMap<>(database);
        properties.put("mediahook.dispatch.lease", "3s");
        properties.put("mediahook.media.store", "file:" + folder.resolve("media"));
        properties.put("mediahook.notify.to", target.url());
        properties.putAll(more);
        for (int i = 0; i < count; i++) {
            nodes.add(PackagedGateway.withSenders(folder.resolve("node-" + i), properties));
        }
    }

    FaultRun start() {
        try {
            nodes.forEach(PackagedGateway::start);
        } catch (RuntimeException | AssertionError failed) {
            nodes.forEach(PackagedGateway::close);
            throw failed;
        }
        return this;
    }

    /** How many deliveries were answered 2xx. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** Delivers new jobs to the nodes in turn. A delivery that is not acknowledged is given up: no retry follows. */
    void deliver(int count, MediaBehaviour behaviour) {
        for (int i = 0; i < count; i++) {
            int job = jobs.incrementAndGet();
            deliver("job-" + job, behaviour, nodes.get(job % nodes.size()));
        }
    }

    /** As {@link #deliver(int, MediaBehaviour)}, by several senders at once. */
    void deliverAtOnce(int senders, int each, MediaBehaviour behaviour) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        for (int i = 0; i < senders; i++) {
            threads.execute(() -> deliver(each, behaviour));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    }

    private void deliver(String job, MediaBehaviour behaviour, PackagedGateway node) {
        deliver(new Delivery(job, "Error"), behaviour, node);
        deliver(new Delivery(job, "Ready"), behaviour, node);
    }

    private void deliver(Delivery delivery, MediaBehaviour behaviour, PackagedGateway node) {
        lengths.put(delivery.job(), behaviour.length());
        SignedRequest request = Deliveries.of(
                "bfl", delivery.payload(), delivery.job(), host.medium(MediaKind.JPEG, delivery.job(), behaviour));
        if (node.client().tryToDeliver(request) == 200) {
            acknowledged.add(delivery);
        }
    }

    /** Repeats all deliveries to every node, the last first. */
    void repeat(MediaBehaviour behaviour) {
        for (int job = jobs.get(); job > 0; job--) {
            for (PackagedGateway node : nodes) {
                deliver(new Delivery("job-" + job, "Ready"), behaviour, node);
                deliver(new Delivery("job-" + job, "Error"), behaviour, node);
            }
        }
    }

    /** Sends a node a signal: STOP or CONT. */
    void signal(PackagedGateway node, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(node.pid()))
                .start()
                .waitFor();
    }

    /** Waits until all acknowledged events have ended, and counts the results. */
    FaultOutcome outcome(PackagedGateway looking) {
        GatewayClient client = looking.client();
        List<Delivery> all = List.copyOf(acknowledged);
        List<Delivery> open = new ArrayList<>(all);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> {
                        open.removeIf(delivery -> ended(delivery, job(client, delivery)));
                        return open.isEmpty();
                    });
        } catch (ConditionTimeoutException late) {
            open.forEach(delivery -> System.out.println("open: " + delivery + " " + job(client, delivery)));
        }
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        int[] counts = new int[6];
        for (Delivery delivery : all) {
            JsonNode seen = job(client, delivery);
            int events = events(delivery, seen).size();
            counts[0] += events > 0 ? 1 : 0;
            counts[1] += events == 1 && ended(delivery, seen) ? 1 : 0;
            counts[2] += delivery.payload().equals("Error") || whole(client, delivery, seen) ? 1 : 0;
            counts[3] += target.heard(delivery.job(), seen.path("status").asText()) ? 1 : 0;
            counts[4] += target.inOrder(delivery.job()) ? 1 : 0;
            counts[5] += events > 1 || target.doubled(delivery.job()) ? 1 : 0;
        }
        return new FaultOutcome(all.size(), counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    private static JsonNode job(GatewayClient client, Delivery delivery) {
        return client.get("/api/jobs/bfl/" + delivery.job());
    }

    private boolean whole(GatewayClient client, Delivery delivery, JsonNode seen) {
        byte[] sample = host.bytes(MediaKind.JPEG, delivery.job());
        byte[] served = Arrays.copyOf(
                sample, Math.max(sample.length, lengths.get(delivery.job()).intValue()));
        return seen.path("media").size() == 1
                && StoredMedia.sha256(served)
                        .equals(StoredMedia.sha256(client.bytes("/api/jobs/bfl/" + delivery.job() + "/media/0")));
    }

    private static List<JsonNode> events(Delivery delivery, JsonNode job) {
        return job.path("events")
                .valueStream()
                .filter(event -> event.path("type").asText().equals(delivery.payload()))
                .toList();
    }

    private boolean ended(Delivery delivery, JsonNode job) {
        String status = job.path("status").asText();
        return (status.equals(delivery.status()) || status.equals("completed"))
                && target.heard(delivery.job(), status)
                && events(delivery, job).stream()
                        .allMatch(event -> "done".equals(event.path("state").asText()))
                && !events(delivery, job).isEmpty();
    }

    @Override
    public void close() {
        nodes.forEach(PackagedGateway::close);
        target.close();
        host.close();
        assertThat(nodes).allSatisfy(node -> assertThat(node.log()).doesNotContain("deadlock detected"));
    }
}
