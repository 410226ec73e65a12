package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** One row of the fault matrix: nodes of the packaged program, deliveries, a fault, and what became of the deliveries. */
final class FaultRun implements AutoCloseable {

    final List<PackagedGateway> nodes = new ArrayList<>();
    final Map<String, String> database;
    private final MediaHost host = MediaHost.start(0, Clock.systemUTC());
    private final HttpServer target;
    private final Map<String, Queue<String>> told = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private int jobs;

    /**
     * What came of a row.
     *
     * @param acknowledged how many deliveries were answered 2xx
     * @param whole how many of their media are in the store as they were served
     * @param told how many ends the target heard of
     */
    record Outcome(int acknowledged, int kept, int doneOnce, int whole, int told, int lost, int doubled) {

        String line(String fault) {
            return "| %-52s | %5d | %5d | %5d | %5d | %5d | %4d | %4d |"
                    .formatted(fault, acknowledged, kept, doneOnce, whole, told, lost, doubled);
        }
    }

    FaultRun(Path folder, TestDatabase kind, int count) throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setExecutor(Executors.newFixedThreadPool(4, work -> {
            Thread thread = new Thread(work, "told");
            thread.setDaemon(true);
            return thread;
        }));
        target.createContext("/told", exchange -> {
            JsonNode event =
                    GatewayClient.json(new String(exchange.getRequestBody().readAllBytes(), "UTF-8"));
            told.computeIfAbsent(event.path("subject").asText(), subject -> new ConcurrentLinkedQueue<>())
                    .add(event.path("id").asText());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
        database = kind.properties(Path.of("data"));
        Map<String, String> properties = new HashMap<>(database);
        properties.put("mediahook.dispatch.lease", "3s");
        properties.put("mediahook.media.store", "file:" + folder.resolve("media"));
        properties.put(
                "mediahook.notify.to", "http://127.0.0.1:" + target.getAddress().getPort() + "/told");
        for (int i = 0; i < count; i++) {
            nodes.add(PackagedGateway.withSenders(folder.resolve("node-" + i), properties));
        }
    }

    FaultRun start() {
        nodes.forEach(PackagedGateway::start);
        return this;
    }

    /** How many deliveries were answered 2xx. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** Delivers new jobs to the nodes in turn; what is not acknowledged is given up, as by a sender that never comes again. */
    void deliver(int count, MediaBehaviour behaviour) {
        for (int i = 0; i < count; i++) {
            jobs++;
            deliver("job-" + jobs, behaviour, nodes.get(jobs % nodes.size()));
        }
    }

    private void deliver(String job, MediaBehaviour behaviour, PackagedGateway node) {
        SignedRequest delivery = Deliveries.of("bfl", "Ready", job, host.medium(MediaKind.JPEG, job, behaviour));
        if (node.client().tryToDeliver(delivery) == 200) {
            acknowledged.add(job);
        }
    }

    /** All that was delivered comes again, the last first, to every node. */
    void repeat(MediaBehaviour behaviour) {
        for (int job = jobs; job > 0; job--) {
            for (PackagedGateway node : nodes) {
                deliver("job-" + job, behaviour, node);
            }
        }
    }

    /** SIGSTOP or SIGCONT. */
    void signal(PackagedGateway node, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(node.pid()))
                .start()
                .waitFor();
    }

    /** Waits until all that was acknowledged has ended, and counts. */
    Outcome outcome(PackagedGateway looking) {
        GatewayClient client = looking.client();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> acknowledged.stream().allMatch(job -> ended(client.get("/api/jobs/bfl/" + job))));
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        int kept = 0;
        int once = 0;
        int whole = 0;
        int heard = 0;
        int doubled = 0;
        for (String job : acknowledged) {
            JsonNode seen = client.get("/api/jobs/bfl/" + job);
            kept += seen.path("events").size() > 0 ? 1 : 0;
            once += seen.path("events").size() == 1
                            && "completed".equals(seen.path("status").asText())
                    ? 1
                    : 0;
            boolean right = StoredMedia.sha256(host.bytes(MediaKind.JPEG, job))
                    .equals(seen.at("/media/0/sha256").asText());
            whole += right && seen.path("media").size() == 1 ? 1 : 0;
            Queue<String> ids = told.getOrDefault(job, new ConcurrentLinkedQueue<>());
            heard += ids.isEmpty() ? 0 : 1;
            // At least once, and under one id: whoever is told can tell a repeat.
            doubled += Set.copyOf(ids).size() > 1 || seen.path("events").size() > 1 ? 1 : 0;
        }
        int all = acknowledged.size();
        return new Outcome(
                all, kept, once, whole, heard, all - Math.min(Math.min(kept, once), Math.min(whole, heard)), doubled);
    }

    private boolean ended(JsonNode job) {
        return "completed".equals(job.path("status").asText())
                && "done".equals(job.at("/events/0/state").asText())
                && told.containsKey(job.path("jobId").asText());
    }

    @Override
    public void close() {
        for (PackagedGateway node : nodes) {
            node.close();
        }
        target.stop(0);
        host.close();
        assertThat(nodes).allSatisfy(node -> assertThat(node.log()).doesNotContain("deadlock detected"));
    }
}
