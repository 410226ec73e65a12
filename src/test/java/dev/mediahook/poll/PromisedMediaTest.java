package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaKind;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A success that names no medium is incomplete. The sender is asked for the media, and the success never replaces one
 * that names them.
 */
class PromisedMediaTest {

    private static final String STATUS = "/v1/get_result?id=";

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data, Map.of("mediahook.bfl.webhook-timeout", "60s"));
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void asksASignedSenderForMediaThatItsWebhookDidNotName() {
        senders.api.answer(STATUS + "j-1", 200, "{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":null}");
        senders.gateway.deliverBfl("{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":null}");
        senders.gateway.await(
                "/api/jobs/bfl/j-1", job -> job.at("/events/0/reason").asText().equals("no_media"));

        senders.api.answer(STATUS + "j-1", 200, ready("j-1"));

        JsonNode job = senders.gateway.awaitJob("bfl", "j-1", "completed");
        assertThat(job.path("media")).hasSize(1);
    }

    @Test
    void failsAJobWhoseSenderNamesNoMediumEither() {
        String completed = "{\"job_id\":\"j-2\",\"status\":\"completed\",\"result\":{}}";
        senders.api.answer("/jobs/j-2", 200, completed);
        senders.gateway.post("/webhooks/krea/krea-token", completed.getBytes(StandardCharsets.UTF_8));

        JsonNode job = senders.gateway.awaitJob("krea", "j-2", "failed");
        assertThat(job.at("/error/code").asText()).isEqualTo("no_media");
        senders.gateway.await(
                "/api/jobs/krea/j-2", one -> one.at("/events/0/state").asText().equals("dead"));
        assertThat(job.path("statusBySender").asText()).isEqualTo("completed");
    }

    @Test
    void failsAJobThatItsSenderDoesNotKnowWhenItIsAskedForTheMedia() {
        senders.api.answer(STATUS + "j-7", 404, "{}");
        senders.gateway.deliverBfl("{\"id\":\"j-7\",\"status\":\"Ready\",\"result\":null}");

        JsonNode job = senders.gateway.awaitJob("bfl", "j-7", "failed");
        assertThat(job.at("/error/code").asText()).isEqualTo("no_media");
        assertThat(job.at("/error/message").asText()).contains("does not know the job");
    }

    @Test
    void fetchesNothingOfAWebhookThatItsSenderConfirmsWithoutMedia() {
        String named = senders.media.medium(MediaKind.PNG, "told").toString();
        senders.api.answer("/jobs/j-3", 200, "{\"job_id\":\"j-3\",\"status\":\"completed\",\"result\":null}");
        senders.gateway.post(
                "/webhooks/krea/krea-token",
                ("{\"job_id\":\"j-3\",\"status\":\"completed\",\"result\":{\"urls\":[\"" + named + "\"]}}")
                        .getBytes(StandardCharsets.UTF_8));

        JsonNode job = senders.gateway.awaitJob("krea", "j-3", "failed");
        assertThat(job.at("/error/code").asText()).isEqualTo("no_media");
        assertThat(senders.media.requests(java.net.URI.create(named))).isZero();
    }

    @Test
    void takesASuccessWithItsMediaForNoRepeatOfOneWithout() {
        senders.restart(Map.of("mediahook.bfl.api-key", ""));
        senders.gateway.deliverBfl("{\"id\":\"j-4\",\"status\":\"Ready\"}");
        senders.gateway.awaitJob("bfl", "j-4", "failed");

        HttpResponse<String> answer = senders.gateway.deliverBfl(ready("j-4"));

        assertThat(answer.body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(senders.gateway
                        .awaitJob("bfl", "j-4", "completed")
                        .path("error")
                        .isNull())
                .isTrue();
    }

    @Test
    void endsAJobWithoutMediaWhereItsSenderSaysSo() {
        String trained = "{\"job_id\":\"j-5\",\"status\":\"completed\",\"result\":{\"style_id\":\"s\"}}";
        senders.api.answer("/jobs/j-5", 200, trained);
        senders.gateway.post("/webhooks/krea/krea-token", trained.getBytes(StandardCharsets.UTF_8));

        senders.gateway.awaitJob("krea", "j-5", "completed");
    }

    @Test
    void completesAVideoWhoseThumbnailCantBeHadAndSaysWhy() {
        senders.gateway.deliverBluma(
                "{\"id\":\"evt_1\",\"type\":\"video.completed\",\"data\":{\"id\":\"j-6\",\"url\":\""
                        + senders.media.medium(MediaKind.MP4, "video")
                        + "\",\"thumbnail_url\":\"ftp://a.example/t.jpg\"}}");

        JsonNode job = senders.gateway.awaitJob("bluma", "j-6", "completed");
        assertThat(job.at("/media/0/location").asText()).startsWith("file:");
        assertThat(job.at("/media/1/location").isNull()).isTrue();
        assertThat(job.at("/media/1/reason").asText()).isEqualTo("scheme_refused");
        assertThat(job.path("error").isNull()).isTrue();
        senders.gateway.await(
                "/api/jobs/bluma/j-6", one -> one.at("/events/0/state").asText().equals("done"));
    }

    private String ready(String job) {
        return "{\"id\":\"" + job + "\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + senders.media.medium(MediaKind.PNG, job) + "\"}}";
    }
}
