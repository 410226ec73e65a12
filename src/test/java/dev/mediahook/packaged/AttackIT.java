package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.packaged.attack.Attacker;
import dev.mediahook.packaged.attack.Attacks;
import dev.mediahook.packaged.attack.Genuine;
import dev.mediahook.packaged.attack.LiveThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs all attacks of strangers and hostile senders at once, beside 200 genuine deliveries a second. The program is
 * small: 256 MiB of heap, 1,000 descriptors, 200 threads. {@code -Dmediahook.attack=name} runs one attack alone,
 * {@code -Dmediahook.attack=none} runs the genuine load alone, and {@code -Dmediahook.attack.seconds=n} sets the
 * duration.
 */
class AttackIT {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("mediahook.attack.seconds", 25));
    /** The warm-up ends once all answers of one second are quicker than this, or after the most seconds below. */
    private static final Duration QUICK = Duration.ofMillis(500);

    private static final int MOST_SECONDS_TO_WARM_UP = 20;
    private static final int PER_SECOND = 200;
    private static final int DESCRIPTORS = 1000;
    private static final int THREADS = 200;
    private static final int LONGEST_LINE = 4096;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

    @TempDir
    Path folder;

    private final AtomicInteger notReady = new AtomicInteger();
    private final AtomicInteger mostThreads = new AtomicInteger();

    @Test
    void genuineDeliveriesAreKeptWhateverIsSentBesideThem() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try (Attacks attacks = new Attacks();
                PackagedGateway gateway = PackagedGateway.withSenders(
                                folder, Map.of("mediahook.retry.give-up-after", "20s"))
                        .jvm("-Xmx256m")
                        .descriptors(DESCRIPTORS)
                        .start();
                Genuine genuine = new Genuine(
                        new InetSocketAddress("127.0.0.1", gateway.url().getPort()))) {
            genuine.start(PER_SECOND);
            var unused = watch.scheduleWithFixedDelay(() -> look(gateway), 1, 1, TimeUnit.SECONDS);
            warmUp(genuine);
            List<Attacker> attackers = attackers(attacks, gateway, System.nanoTime() + TIME.toNanos());
            attackers.forEach(threads::execute);
            pass(TIME);
            genuine.finish();
            watch.shutdownNow();
            Set<String> lost = lost(gateway, genuine);
            print(attackers, genuine, lost.size());
            check(gateway, genuine, lost);
        } finally {
            threads.shutdownNow();
            watch.shutdownNow();
        }
    }

    private static void warmUp(Genuine genuine) throws InterruptedException {
        for (int second = 0; second < MOST_SECONDS_TO_WARM_UP; second++) {
            genuine.timeFromHere();
            pass(Duration.ofSeconds(1));
            if (genuine.timed() > PER_SECOND / 2 && genuine.slowest(1).compareTo(QUICK) < 0) {
                break;
            }
        }
        genuine.timeFromHere();
    }

    private void check(PackagedGateway gateway, Genuine genuine, Set<String> lost) throws IOException {
        long sent = genuine.tally().sentSoFar();
        assertThat(genuine.tally().answeredWith(200) + genuine.tally().answeredWith(503))
                .as("answers that are 200 or 503, of all: %s", genuine.tally().byStatus())
                .isEqualTo(sent);
        assertThat(genuine.unavailableWithoutRetryAfter())
                .as("503 without Retry-After")
                .isZero();
        assertThat(genuine.timed())
                .as("genuine deliveries, at least half of what an idle machine sends")
                .isGreaterThan((int) (PER_SECOND * TIME.toSeconds() / 2));
        assertThat(genuine.slowest(1)).as("the slowest answer").isLessThan(Duration.ofSeconds(5));
        assertThat(lost).as("acknowledged and lost").isEmpty();
        assertThat(notReady.get()).as("checks in which readiness was not UP").isZero();
        assertThat(mostThreads.get()).as("threads").isPositive().isLessThanOrEqualTo(THREADS);
        assertThat(gateway.log()).doesNotContain("OutOfMemoryError", "StackOverflowError", "Too many open files");
        assertThat(gateway.log().lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThan(LONGEST_LINE).doesNotContainPattern(INVISIBLE));
    }

    private List<Attacker> attackers(Attacks attacks, PackagedGateway gateway, long end) {
        String alone = System.getProperty("mediahook.attack", "");
        InetSocketAddress target =
                new InetSocketAddress("127.0.0.1", gateway.url().getPort());
        return attacks.all().stream()
                .filter(attack -> alone.isEmpty() || attack.name().equals(alone))
                .map(attack -> new Attacker(attack, target, end))
                .toList();
    }

    private void look(PackagedGateway gateway) {
        if (gateway.health() != 200) {
            notReady.incrementAndGet();
        }
        mostThreads.accumulateAndGet(LiveThreads.of(gateway.pid()), Math::max);
    }

    /** The acknowledged jobs that the API does not list after the waiting time. */
    private static Set<String> lost(PackagedGateway gateway, Genuine genuine) {
        Set<String> lost = new HashSet<>(genuine.acknowledged());
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> {
                        lost.removeAll(jobs(gateway.client(), "running"));
                        return lost.isEmpty();
                    });
        } catch (ConditionTimeoutException silent) {
            // Jobs that the program never listed count as lost.
        }
        return lost;
    }

    /** All jobs that the API lists, page by page. */
    private static Set<String> jobs(GatewayClient client, String status) {
        Set<String> jobs = new HashSet<>();
        String after = "";
        do {
            JsonNode page = client.get("/api/jobs?sender=bfl&status=" + status + "&limit=500" + after);
            page.path("items").forEach(job -> jobs.add(job.path("jobId").asText()));
            JsonNode next = page.path("next");
            after = next.isTextual() ? "&after=" + next.asText() : "";
        } while (!after.isEmpty());
        return jobs;
    }

    private void print(List<Attacker> attackers, Genuine genuine, int lost) {
        List<String> table = new ArrayList<>();
        table.add("%-22s %10s  %s".formatted("attack", "sent", "answers (0: closed without one)"));
        attackers.forEach(one -> table.add("%-22s %10d  %s"
                .formatted(one.name(), one.tally().sentSoFar(), one.tally().byStatus())));
        table.add("%-22s %10d  %s"
                .formatted(
                        "genuine", genuine.tally().sentSoFar(), genuine.tally().byStatus()));
        table.add("genuine p99 %d ms, slowest %d ms, 503 %d, lost %d; not ready %d times; at most %d threads"
                .formatted(
                        genuine.slowest(0.99).toMillis(),
                        genuine.slowest(1).toMillis(),
                        genuine.tally().answeredWith(503),
                        lost,
                        notReady.get(),
                        mostThreads.get()));
        System.out.println(String.join(System.lineSeparator(), table));
    }

    private static void pass(Duration time) throws InterruptedException {
        new java.util.concurrent.CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
