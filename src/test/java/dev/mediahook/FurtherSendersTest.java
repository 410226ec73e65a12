package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.Faults;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.SenderApis;
import dev.mediahook.standin.StandInSenders;
import dev.mediahook.standin.TakenJob;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every further sender whose API can be called, from submission to end. The job is submitted to a stand-in, which
 * delivers a webhook signed in the sender's way, or is polled. The job must end here as it ended at the stand-in.
 */
class FurtherSendersTest {

    private static final String KEY = "the-key-of-all";

    @TempDir
    static Path data;

    static MediaHost host;
    static SenderApis apis;
    static TestGateway gateway;

    @BeforeAll
    static void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        Faults quick = new Faults(7, 0, 0, Duration.ZERO, 0, 0, 0, Duration.ofMillis(300), Duration.ofMillis(900));
        apis = SenderApis.start(0, host, KEY, quick, Clock.systemUTC());
        int port = FreePort.any();
        Map<String, String> properties = new HashMap<>(StandInSenders.properties(host.url()));
        for (String sender : senders().toList()) {
            properties.put("mediahook." + sender + ".api-url", apis.url(sender).toString());
            properties.put("mediahook." + sender + ".api-key", KEY);
            // Some senders take no webhook URL with a job. They are polled for what the account's webhook would report.
            properties.put("mediahook." + sender + ".webhook-timeout", "2s");
        }
        properties.put("mediahook.gemini.api-key", KEY);
        properties.put("mediahook.kling.api-key", KEY);
        properties.put("camel.server.port", Integer.toString(port));
        properties.put("mediahook.public-url", "http://127.0.0.1:" + port);
        properties.put("mediahook.retry.give-up-after", "1m");
        properties.put("mediahook.poll.every", "500ms");
        gateway = TestGateway.start(data, properties);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        apis.close();
        host.close();
    }

    static Stream<String> senders() {
        List<String> five = List.of("bfl", "bluma", "abstrakt", "higgsfield", "krea");
        return SenderApis.senders().stream().filter(sender -> !five.contains(sender));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void endsHereAsItEndedThere(String sender) {
        HttpResponse<String> answer = submit(sender);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String jobId = TestGateway.json(answer.body()).path("jobId").asText();
        TakenJob taken = apis.jobs().stream()
                .filter(job -> job.sender().equals(sender) && job.id().equals(jobId))
                .findFirst()
                .orElseThrow();

        JsonNode job = gateway.awaitJob(sender, jobId, taken.ends().word());

        assertThat(job.path("media")).hasSize(taken.media().size());
    }

    /** A submission that stayed open would count as a job that the sender may have. */
    @Test
    void submitsNothingWhereTheFileNamesNoCallForItAndLeavesNothingOpen() {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = submit("gemini", "Idempotency-Key", "once");

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("names no call that submits a job");
        }
    }

    /** Whoever sets a key expects successes to be confirmed. */
    @Test
    void remarksOnAKeyWithWhichNobodyCanBeAsked() {
        assertThat(gateway.mediahook().unknownProperties())
                .filteredOn(remark -> remark.contains("api-key"))
                .containsExactly(
                        "mediahook.kling.api-key has no effect: the sender's file names no API, so that nothing is"
                                + " submitted, polled or confirmed");
    }

    private static HttpResponse<String> submit(String sender, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/api/jobs/" + sender))
                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"a-model\",\"input\":{\"prompt\":\"a cat\"}}"));
        return gateway.send((headers.length == 0 ? request : request.headers(headers)).build());
    }
}
