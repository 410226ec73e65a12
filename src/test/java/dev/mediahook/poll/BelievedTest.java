package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specifies when a sender is asked about a job after it has reported a success. */
class BelievedTest {

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data, Map.of());
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void asksNothingWhileTheMediaOfASuccessAreFetched() {
        senders.restart(Map.of("mediahook.bfl.poll-for", "500ms", "mediahook.retry.give-up-after", "20s"));
        String slow = senders.media
                .medium(MediaKind.PNG, "away-at-first", MediaBehaviour.NORMAL.failing(8))
                .toString();
        senders.watch("bfl", "j-1");
        senders.gateway.deliverBfl("{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + slow + "\"}}");

        JsonNode job = senders.gateway.awaitJob("bfl", "j-1", "completed");
        assertThat(job.at("/events/0/attempts").asInt()).isGreaterThan(5);
        assertThat(job.at("/events/0/duplicates").asInt()).isZero();
        assertThat(senders.api.asked()).noneMatch(one -> one.target().contains("j-1"));
    }

    @Test
    void believesASuccessThatTheSenderConfirmsOnlyAfterItsWebhookWasGivenUp() {
        senders.watch("krea", "j-2");
        senders.api.answer("/jobs/j-2", 404, "{}");
        byte[] completed = ("{\"job_id\":\"j-2\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                        + senders.media.medium(MediaKind.PNG, "two") + "\"]}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(senders.gateway.post("/webhooks/krea/krea-token", completed).statusCode())
                .isEqualTo(200);
        senders.gateway.await(
                "/api/jobs/krea/j-2", job -> job.at("/events/0/reason").asText().equals("unknown_job"));

        senders.api.answer("/jobs/j-2", 200, new String(completed, StandardCharsets.UTF_8));
        senders.gateway.awaitJob("krea", "j-2", "completed");
    }

    @Test
    void failsABelievedJobThatItsSenderDoesNotKnowAnyMore() {
        senders.restart(Map.of("mediahook.retry.give-up-after", "20s"));
        String body = "{\"job_id\":\"j-4\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                + senders.media.medium(MediaKind.PNG, "four", MediaBehaviour.NORMAL.failing(100)) + "\"]}}";
        senders.api.answer("/jobs/j-4", 200, body);
        senders.gateway.post("/webhooks/krea/krea-token", body.getBytes(StandardCharsets.UTF_8));
        senders.gateway.await("/api/jobs/krea/j-4", job -> job.path("media").size() == 1);

        senders.api.answer("/jobs/j-4", 404, "{}");
        assertThat(senders.gateway
                        .awaitJob("krea", "j-4", "failed")
                        .at("/error/code")
                        .asText())
                .isEqualTo("unknown_job");
    }

    @Test
    void keepsWhatTheSenderSaidLastOfAJobThatRanOutOfTime() {
        senders.restart(Map.of("mediahook.bfl.poll-for", "500ms"));
        senders.api.answer("/v1/get_result?id=j-3", 200, "{\"id\":\"j-3\",\"status\":\"Pending\"}");
        senders.watch("bfl", "j-3");

        JsonNode job = senders.gateway.awaitJob("bfl", "j-3", "failed");
        assertThat(job.at("/error/code").asText()).isEqualTo("timeout");
        assertThat(job.path("statusBySender").asText()).isEqualTo("Pending");
    }
}
