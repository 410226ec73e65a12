package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The senders' own answers complete what their webhooks report, over real sockets. */
class PollingTest {

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data);
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void pollsAJobWhoseWebhookDoesNotComeAndIsOneEventWithTheWebhook() {
        senders.api.answer("/v1/get_result?id=j-9", 200, "{\"id\":\"j-9\",\"status\":\"Pending\"}");
        assertThat(senders.watch("bfl", "j-9").statusCode()).isEqualTo(201);
        assertThat(senders.watch("bfl", "j-9").statusCode()).isEqualTo(200);
        senders.gateway.awaitJob("bfl", "j-9", "running");

        String ready = "{\"id\":\"j-9\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + senders.media.medium(MediaKind.PNG, "a") + "\"}}";
        senders.api.answer("/v1/get_result?id=j-9", 200, ready);

        JsonNode job = senders.gateway.awaitJob("bfl", "j-9", "completed");
        assertThat(job.at("/media/0/contentType").asText()).isEqualTo("image/png");
        assertThat(job.path("events").findValuesAsText("via")).containsOnly("poll");
        assertThat(senders.gateway.deliverBfl(ready).body()).isEqualTo("{\"status\":\"already_processed\"}");
    }

    @Test
    void readsBlumasPolledAnswersThoughTheyHaveAnotherShape() {
        senders.api.answer(
                "/api/v1/videos/batch_1",
                200,
                "{\"id\":\"batch_1\",\"status\":\"completed\",\"url\":\"" + senders.media.medium(MediaKind.MP4, "v")
                        + "\",\"thumbnail_url\":\"" + senders.media.medium(MediaKind.JPEG, "t") + "\"}");

        senders.watch("bluma", "batch_1");

        assertThat(senders.gateway.awaitJob("bluma", "batch_1", "completed").path("media"))
                .hasSize(2);
    }

    @Test
    void keepsWatchingOverARestartAndThroughAnswersThatSayNothing() {
        senders.api.answer("/v1/get_result?id=j-7", 500, "");
        senders.watch("bfl", "j-7");
        senders.restart(Map.of());
        Awaitility.await().until(() -> senders.api.asked().size() > 1);
        assertThat(senders.gateway.get("/api/jobs/bfl/j-7").path("status").asText())
                .isEqualTo("submitted");

        senders.api.answer("/v1/get_result?id=j-7", 200, "{\"id\":\"j-7\",\"status\":\"Content Moderated\"}");

        senders.gateway.awaitJob("bfl", "j-7", "moderated");
    }

    @Test
    void watchesAJobThatWasKnownBeforeThereWasAKey() {
        senders.restart(Map.of("mediahook.krea.api-key", ""));
        post("/webhooks/krea/krea-token", "{\"job_id\":\"j-3\",\"status\":\"processing\"}");
        senders.gateway.await("/api/jobs?job=j-3", jobs -> !jobs.at("/items/0").isMissingNode());
        senders.restart(Map.of());
        senders.api.answer("/jobs/j-3", 200, "{\"job_id\":\"j-3\",\"status\":\"failed\"}");

        assertThat(senders.watch("krea", "j-3").statusCode()).isEqualTo(200);

        senders.gateway.awaitJob("krea", "j-3", "failed");
    }

    @Test
    void takesAJobThatTheSenderDoesNotKnowYetForNoNews() {
        senders.api.answer("/v1/get_result?id=j-4", 200, "{\"id\":\"j-4\",\"status\":\"Task not found\"}");
        senders.watch("bfl", "j-4");
        Awaitility.await()
                .until(() -> senders.api.asked().stream()
                                .filter(asked -> asked.target().endsWith("j-4"))
                                .count()
                        > 1);

        senders.api.answer("/v1/get_result?id=j-4", 200, "{\"id\":\"j-4\",\"status\":\"Content Moderated\"}");

        assertThat(senders.gateway.awaitJob("bfl", "j-4", "moderated").path("events"))
                .hasSize(1);
    }

    @Test
    void believesAnUnsignedSuccessOnlyFromTheSenderItself() {
        String forged = "{\"job_id\":\"j-5\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                + senders.media.medium(MediaKind.PNG, "evil") + "\"]}}";
        senders.api.answer("/jobs/j-5", 200, "{\"job_id\":\"j-5\",\"status\":\"processing\"}");
        post("/webhooks/krea/krea-token", forged);
        Awaitility.await().until(() -> senders.api.asked().size() > 1);
        assertThat(senders.gateway.api("GET", "/api/jobs/krea/j-5").statusCode())
                .isEqualTo(404);

        senders.api.answer(
                "/jobs/j-5",
                200,
                "{\"job_id\":\"j-5\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                        + senders.media.medium(MediaKind.PNG, "real") + "\"]}}");

        JsonNode job = senders.gateway.awaitJob("krea", "j-5", "completed");
        assertThat(job.at("/media/0/sourceUrl").asText()).contains("real");
        assertThat(senders.media.requests(senders.media.medium(MediaKind.PNG, "evil")))
                .isZero();
    }

    @Test
    void givesUpASuccessOfAJobThatTheSenderDoesNotKnow() {
        post(
                "/webhooks/krea/krea-token",
                "{\"job_id\":\"j-6\",\"status\":\"completed\",\"result\":{\"urls\":[\"https://x.example/a\"]}}");

        senders.gateway.await("/api/events?state=dead", events -> "unknown_job"
                .equals(events.at("/items/0/reason").asText()));
        assertThat(senders.gateway.api("GET", "/api/jobs/krea/j-6").statusCode())
                .isEqualTo(404);
    }

    @Test
    void fetchesFromAFreshUrlWhereTheFirstHasDied() {
        String dead = senders.media
                .medium(MediaKind.PNG, "dead", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH))
                .toString();
        senders.api.answer(
                "/v1/get_result?id=j-3",
                200,
                "{\"id\":\"j-3\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                        + senders.media.medium(MediaKind.PNG, "fresh") + "\"}}");

        senders.gateway.deliverBfl("{\"id\":\"j-3\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + dead + "\"}}");

        senders.gateway.awaitJob("bfl", "j-3", "completed");
    }

    @Test
    void asksForAFreshUrlUntilTheSenderAnswersAlsoAfterTheFirstOnesEnd() {
        senders.restart(Map.of("mediahook.retry.give-up-after", "60s", "mediahook.retry.max-delay", "4s"));
        URI dead = senders.media.medium(MediaKind.PNG, "dead-soon", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH));
        String dying = dead + "?Expires=" + Instant.now().plusSeconds(2).getEpochSecond();
        senders.api.answer("/v1/get_result?id=j-4", 500, "{}");

        senders.gateway.deliverBfl("{\"id\":\"j-4\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + dying + "\"}}");
        Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        senders.api.answer(
                "/v1/get_result?id=j-4",
                200,
                "{\"id\":\"j-4\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                        + senders.media.medium(MediaKind.PNG, "fresh-late") + "\"}}");

        senders.gateway.awaitJob("bfl", "j-4", "completed");
    }

    @Test
    void failsAJobThatNobodyEverTellsTheEndOf() {
        senders.restart(Map.of("mediahook.bfl.poll-for", "500ms"));
        senders.watch("bfl", "j-8");

        JsonNode job = senders.gateway.awaitJob("bfl", "j-8", "failed");

        assertThat(job.at("/error/code").asText()).isEqualTo("timeout");
    }

    private void post(String path, String body) {
        assertThat(senders.gateway
                        .post(path, body.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }
}
