package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.Ends;
import dev.mediahook.standin.Faults;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.SenderApis;
import dev.mediahook.standin.TakenJob;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every job gets the right end in spite of many faults. Senders lose, repeat and delay their webhooks, and their status
 * calls fail or hang. The gateway is killed by SIGKILL several times while jobs are submitted and done.
 */
class JobsToTheEndIT {

    /**
     * The long form has 1,000 jobs and ten kills: {@code -Dfaults.long=true}, which {@code -Pfaults} sets. The run in
     * docs/benchmarks.md used {@code -Dmediahook.jobs=10000}.
     */
    private static final int JOBS =
            Integer.getInteger("mediahook.jobs", Boolean.getBoolean(FaultsIT.LONG) ? 1000 : 300);

    private static final int KILLS = Boolean.getBoolean(FaultsIT.LONG) ? 10 : 4;
    private static final String KEY = "the-key";
    private static final Faults FAULTS = new Faults(
            20261121L,
            0.3,
            0.3,
            Duration.ofSeconds(2),
            0.04,
            0.01,
            0.005,
            Duration.ofSeconds(1),
            Duration.ofSeconds(4));

    @TempDir
    Path folder;

    @Test
    void endsEveryJobAsItsSenderDidAndStoresEachMediumOnce() throws Exception {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                SenderApis apis = SenderApis.start(0, media, KEY, FAULTS, Clock.systemUTC());
                PackagedGateway gateway = PackagedGateway.withSenders(folder, properties(apis))) {
            gateway.file(
                    "application.properties",
                    gateway.text("application.properties") + "\nmediahook.public-url=" + gateway.url());
            gateway.start();
            Submitters submitters = new Submitters(gateway, JOBS);
            submitters.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = JOBS * kill / (KILLS + 1);
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> submitters.taken().size() >= until);
                gateway.kill();
                gateway.start();
            }
            submitters.finish();

            Map<String, TakenJob> truth =
                    apis.jobs().stream().collect(Collectors.toMap(job -> job.sender() + "/" + job.id(), job -> job));
            awaitAllEnded(gateway.client());

            Set<String> taken = Set.copyOf(submitters.taken());
            assertThat(taken).hasSize(JOBS);
            int stored = 0;
            for (String job : taken) {
                stored += assertRight(gateway, media, truth.get(job), job);
            }
            for (String job : truth.keySet()) {
                boolean answerLost = !taken.contains(job)
                        && gateway.client().api("GET", "/api/jobs/" + job).statusCode() == 200;
                if (answerLost) {
                    assertRight(gateway, media, truth.get(job), job);
                }
            }
            assertThat(gateway.client().get("/api/events?state=dead").path("items"))
                    .isEmpty();
            assertNothingElseIsStored(gateway, truth, taken);
            System.out.printf(
                    "%d jobs, %d media, %d webhooks accepted, %d kills, calls %s%n",
                    JOBS, stored, apis.delivered(), KILLS, apis.calls());
        }
    }

    private static Map<String, String> properties(SenderApis apis) {
        Map<String, String> properties = new HashMap<>();
        for (String sender : SenderApis.senders()) {
            properties.put("mediahook." + sender + ".api-url", apis.url(sender).toString());
            properties.put("mediahook." + sender + ".api-key", KEY);
            properties.put("mediahook." + sender + ".webhook-timeout", "6s");
        }
        properties.put("mediahook.bluma.webhook-secret", "");
        properties.put("mediahook.poll.every", "1s");
        properties.put("mediahook.dispatch.lease", "5s");
        properties.put("mediahook.log.level", "error");
        return properties;
    }

    private static void awaitAllEnded(GatewayClient client) {
        for (String status : List.of("submitted", "running")) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(client.get("/api/jobs?limit=1&status=" + status)
                                    .path("items"))
                            .isEmpty());
        }
    }

    private static int assertRight(PackagedGateway gateway, MediaHost media, TakenJob truth, String job) {
        JsonNode answer = gateway.client().get("/api/jobs/" + job);
        assertThat(answer.path("status").asText())
                .as("%s: %s", job, answer)
                .isEqualTo(truth.ends().word());
        assertThat(answer.path("media")).as(job).hasSize(truth.kinds().size());
        for (int i = 0; i < truth.kinds().size(); i++) {
            byte[] served = media.bytes(truth.kinds().get(i), truth.id() + "-" + i);
            JsonNode medium = answer.at("/media/" + i);
            assertThat(medium.path("sha256").asText()).isEqualTo(StoredMedia.sha256(served));
            String file = medium.path("location").asText().replaceFirst("^file:data/media/", "");
            assertThat(StoredMedia.bytes(gateway.media().resolve(file)))
                    .as(file)
                    .isEqualTo(served);
        }
        return truth.kinds().size();
    }

    /** Checks that the store has one file for each medium of a completed job, no partial file, and no other file. */
    private static void assertNothingElseIsStored(
            PackagedGateway gateway, Map<String, TakenJob> truth, Collection<String> taken) {
        Map<String, Long> files = new TreeMap<>(StoredMedia.files(gateway.media()).stream()
                .collect(Collectors.groupingBy(
                        file -> file.substring(0, file.lastIndexOf('/')), Collectors.counting())));
        Set<String> completed = truth.entrySet().stream()
                .filter(job -> job.getValue().ends() == Ends.COMPLETED
                        && !job.getValue().kinds().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(completed).as("only completed jobs have files").containsAll(files.keySet());
        assertThat(files.keySet())
                .as("every submitted job that was completed has its folder")
                .containsAll(taken.stream().filter(completed::contains).toList());
        files.forEach((job, count) ->
                assertThat(count).as(job).isEqualTo(truth.get(job).kinds().size()));
        assertThat(StoredMedia.files(gateway.media().resolveSibling("parts"))).isEmpty();
    }
}
