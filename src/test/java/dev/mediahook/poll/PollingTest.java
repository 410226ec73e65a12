package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the senders' own word adds to their webhooks, over real sockets. */
class PollingTest {

    private static final List<String> SENDERS = List.of("bfl", "bluma", "abstrakt", "higgsfield", "krea");

    @TempDir
    Path data;

    private SenderApiServer api;
    private MediaHost media;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        api = new SenderApiServer();
        media = MediaHost.start(0, Clock.systemUTC());
        gateway = TestGateway.start(data, properties());
    }

    @AfterEach
    void stop() {
        gateway.close();
        media.close();
        api.close();
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (String sender : SENDERS) {
            properties.put("mediahook." + sender + ".api-url", api.url());
            properties.put("mediahook." + sender + ".api-key", "the-key");
            properties.put("mediahook." + sender + ".webhook-timeout", "300ms");
            properties.put("mediahook." + sender + ".poll-for", "60s");
        }
        properties.put("mediahook.public-url", "https://hooks.example/");
        properties.put("mediahook.poll.every", "200ms");
        return properties;
    }

    @Test
    void pollsAJobWhoseWebhookDoesNotComeAndIsOneEventWithTheWebhook() {
        api.answer("/v1/get_result?id=j-9", 200, "{\"id\":\"j-9\",\"status\":\"Pending\"}");
        assertThat(watch("bfl", "j-9").statusCode()).isEqualTo(201);
        assertThat(watch("bfl", "j-9").statusCode()).isEqualTo(200);
        gateway.awaitJob("bfl", "j-9", "running");

        String ready = "{\"id\":\"j-9\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + media.medium(MediaKind.PNG, "a") + "\"}}";
        api.answer("/v1/get_result?id=j-9", 200, ready);

        JsonNode job = gateway.awaitJob("bfl", "j-9", "completed");
        assertThat(job.at("/media/0/contentType").asText()).isEqualTo("image/png");
        assertThat(job.path("events").findValuesAsText("via")).containsOnly("poll");
        assertThat(gateway.deliverBfl(ready).body()).isEqualTo("{\"status\":\"already_processed\"}");
    }

    @Test
    void readsBlumasPolledAnswersThoughTheyHaveAnotherShape() {
        api.answer(
                "/api/v1/videos/batch_1",
                200,
                "{\"id\":\"batch_1\",\"status\":\"completed\",\"url\":\"" + media.medium(MediaKind.MP4, "v")
                        + "\",\"thumbnail_url\":\"" + media.medium(MediaKind.JPEG, "t") + "\"}");

        watch("bluma", "batch_1");

        assertThat(gateway.awaitJob("bluma", "batch_1", "completed").path("media"))
                .hasSize(2);
    }

    @Test
    void keepsWatchingOverARestartAndThroughAnswersThatSayNothing() {
        api.answer("/v1/get_result?id=j-7", 500, "");
        watch("bfl", "j-7");
        gateway.close();
        gateway = TestGateway.start(data, properties());
        Awaitility.await().until(() -> api.asked().size() > 1);
        assertThat(gateway.get("/api/jobs/bfl/j-7").path("status").asText()).isEqualTo("submitted");

        api.answer("/v1/get_result?id=j-7", 200, "{\"id\":\"j-7\",\"status\":\"Content Moderated\"}");

        gateway.awaitJob("bfl", "j-7", "moderated");
    }

    @Test
    void believesAnUnsignedSuccessOnlyFromTheSenderItself() {
        String forged = "{\"job_id\":\"j-5\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                + media.medium(MediaKind.PNG, "evil") + "\"]}}";
        api.answer("/jobs/j-5", 200, "{\"job_id\":\"j-5\",\"status\":\"processing\"}");
        post("/webhooks/krea/krea-token", forged);
        Awaitility.await().until(() -> api.asked().size() > 1);
        assertThat(gateway.api("GET", "/api/jobs/krea/j-5").statusCode()).isEqualTo(404);

        api.answer(
                "/jobs/j-5",
                200,
                "{\"job_id\":\"j-5\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                        + media.medium(MediaKind.PNG, "real") + "\"]}}");

        JsonNode job = gateway.awaitJob("krea", "j-5", "completed");
        assertThat(job.at("/media/0/sourceUrl").asText()).contains("real");
        assertThat(media.requests(media.medium(MediaKind.PNG, "evil"))).isZero();
    }

    @Test
    void givesUpASuccessOfAJobThatTheSenderDoesNotKnow() {
        post(
                "/webhooks/krea/krea-token",
                "{\"job_id\":\"j-6\",\"status\":\"completed\",\"result\":{\"urls\":[\"https://x.example/a\"]}}");

        gateway.await("/api/events?state=dead", events -> "unknown_job"
                .equals(events.at("/items/0/reason").asText()));
        assertThat(gateway.api("GET", "/api/jobs/krea/j-6").statusCode()).isEqualTo(404);
    }

    @Test
    void fetchesFromAFreshUrlWhereTheFirstHasDied() {
        String dead = media.medium(MediaKind.PNG, "dead", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH))
                .toString();
        api.answer(
                "/v1/get_result?id=j-3",
                200,
                "{\"id\":\"j-3\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + media.medium(MediaKind.PNG, "fresh")
                        + "\"}}");

        gateway.deliverBfl("{\"id\":\"j-3\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + dead + "\"}}");

        gateway.awaitJob("bfl", "j-3", "completed");
    }

    @Test
    void failsAJobThatNobodyEverTellsTheEndOf() {
        gateway.close();
        Map<String, String> hasty = properties();
        hasty.put("mediahook.bfl.poll-for", "500ms");
        gateway = TestGateway.start(data, hasty);
        watch("bfl", "j-8");

        JsonNode job = gateway.awaitJob("bfl", "j-8", "failed");

        assertThat(job.at("/error/code").asText()).isEqualTo("timeout");
    }

    private HttpResponse<String> watch(String sender, String jobId) {
        return gateway.api("PUT", "/api/jobs/" + sender + "/" + jobId);
    }

    private void post(String path, String body) {
        assertThat(gateway.post(path, body.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }
}
