package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some senders, such as fal, report the end of a job in a status without the result. The gateway asks them for the
 * status and then for the result, at the URL that they gave with the job.
 */
class ResultAskedForTest {

    private static final String JOB = "/fal-ai/flux/requests/f-1";

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data);
        Map<String, String> fal = new HashMap<>();
        fal.put("mediahook.fal.api-url", senders.api.url());
        fal.put("mediahook.fal.api-key", "the-key");
        fal.put("mediahook.fal.webhook-timeout", "300ms");
        fal.put("mediahook.fal.media-hosts", "127.0.0.1");
        fal.put("mediahook.fetch.allow-addresses", "127.0.0.1/32");
        senders.restart(fal);
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void fetchesWhatTheResultNames() {
        URI medium = senders.media.medium(MediaKind.PNG, "f-1");
        submit(senders.api.url() + JOB);
        senders.api.answer(JOB + "/status", 200, "{\"status\":\"IN_PROGRESS\",\"request_id\":\"f-1\"}");
        senders.gateway.awaitJob("fal", "f-1", "running");

        senders.api.answer(JOB, 200, "{\"images\":[{\"url\":\"" + medium + "\"}]}");
        completed();

        JsonNode job = senders.gateway.awaitJob("fal", "f-1", "completed");
        assertThat(job.at("/media/0/sourceUrl").asText()).isEqualTo(medium.toString());
        assertThat(senders.api.asked(JOB + "/status").header("Authorization")).isEqualTo("Key the-key");
    }

    @Test
    void takesARefusedResultForAJobThatFailed() {
        submit(senders.api.url() + JOB);
        senders.api.answer(JOB, 422, "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"field required\"}]}");
        completed();

        JsonNode job = senders.gateway.awaitJob("fal", "f-1", "failed");
        assertThat(job.at("/error/message").asText()).contains("field required");
    }

    /** A refusal that is temporary, or that is about the caller, says nothing about the job. */
    @Test
    void asksAgainForAResultThatCantBeHadNow() {
        URI medium = senders.media.medium(MediaKind.PNG, "f-1");
        submit(senders.api.url() + JOB);
        senders.api.answer(JOB, 503, "{\"detail\":\"overloaded\"}");
        completed();
        senders.gateway.await(
                "/api/jobs/fal/f-1",
                job -> senders.api.asked().stream()
                                        .filter(asked -> asked.target().equals(JOB))
                                        .count()
                                > 1
                        && job.path("status").asText().equals("submitted"));

        senders.api.answer(JOB, 200, "{\"video\":{\"url\":\"" + medium + "\"}}");

        senders.gateway.awaitJob("fal", "f-1", "completed");
    }

    /** The key is sent to the API's own host only. */
    @Test
    void asksNoAddressOfAStranger() throws Exception {
        try (SenderApiServer stranger = new SenderApiServer()) {
            submit(stranger.url() + JOB);
            senders.gateway.api("DELETE", "/api/jobs/fal/f-1");

            assertThat(stranger.asked()).isEmpty();
        }
    }

    @Test
    void cancelsAtTheAddressOfTheJob() {
        submit(senders.api.url() + JOB);
        senders.api.answer("PUT " + JOB + "/cancel", 202, "{\"status\":\"CANCELLATION_REQUESTED\"}");

        assertThat(senders.gateway.api("DELETE", "/api/jobs/fal/f-1").statusCode())
                .isEqualTo(200);
        assertThat(senders.api.asked(JOB + "/cancel").method()).isEqualTo("PUT");
    }

    private void completed() {
        senders.api.answer(JOB + "/status", 200, "{\"status\":\"COMPLETED\",\"request_id\":\"f-1\"}");
    }

    private void submit(String jobUrl) {
        senders.api.answer("/fal-ai/flux/dev", 200, "{\"request_id\":\"f-1\",\"response_url\":\"" + jobUrl + "\"}");
        senders.api.answer(
                "/fal-ai/flux/dev?fal_webhook=https%3A%2F%2Fhooks.example%2Fwebhooks%2Ffal",
                200, "{\"request_id\":\"f-1\",\"response_url\":\"" + jobUrl + "\"}");
        assertThat(senders.submit("fal", "fal-ai/flux/dev").statusCode()).isEqualTo(202);
    }
}
