package dev.mediahook.packaged;

import dev.mediahook.standin.SenderApis;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Submits jobs as a careful caller does: each with an Idempotency-Key, and again with the same key if no answer comes.
 */
final class Submitters {

    private static final int AT_ONCE = 8;

    private final PackagedGateway gateway;
    private final int jobs;
    /**
     * All senders but fal. Its status call needs more than a job's id, so it could not be asked about a job whose
     * webhook is lost.
     */
    private final List<String> senders = SenderApis.senders().stream()
            .filter(sender -> !sender.equals("fal"))
            .toList();

    private final AtomicInteger keys = new AtomicInteger();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    Submitters(PackagedGateway gateway, int jobs) {
        this.gateway = gateway;
        this.jobs = jobs;
    }

    void start() {
        AtomicInteger wanted = new AtomicInteger(jobs);
        for (int i = 0; i < AT_ONCE; i++) {
            threads.execute(() -> {
                while (wanted.getAndDecrement() > 0) {
                    submit();
                }
            });
        }
    }

    /** {@code sender/jobId} of all jobs that the gateway reported as submitted. */
    Queue<String> taken() {
        return taken;
    }

    void finish() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
            throw new AssertionError("only " + taken.size() + " jobs were submitted");
        }
    }

    private void submit() {
        String key = "key-" + keys.incrementAndGet();
        while (true) {
            int number = Math.floorMod(key.hashCode(), senders.size());
            HttpResponse<String> answer = tried(senders.get(number), key);
            if (answer != null && answer.statusCode() == 202) {
                taken.add(senders.get(number) + "/"
                        + GatewayClient.json(answer.body()).path("jobId").asText());
                return;
            }
            if (answer != null && answer.statusCode() == 409) {
                // Nobody knows whether the sender has this job. A caller would check at the sender and submit anew.
                key = "key-" + keys.incrementAndGet();
            } else {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> gateway.health() == 200);
            }
        }
    }

    private HttpResponse<String> tried(String sender, String key) {
        try {
            return gateway.client()
                    .send(HttpRequest.newBuilder(gateway.url().resolve("/api/jobs/" + sender))
                            .header("Authorization", "Bearer " + PackagedGateway.TOKEN)
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString("{\"model\":\"image/a/b\",\"input\":{\"prompt\":\"a\"}}"))
                            .build());
        } catch (UncheckedIOException killed) {
            return null;
        }
    }
}
