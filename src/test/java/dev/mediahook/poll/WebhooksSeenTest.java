package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Missing webhooks show in the answer of {@code /api/senders} and in the metrics. */
class WebhooksSeenTest {

    private static final String FAILED = "{\"id\":\"%s\",\"status\":\"Error\",\"error\":\"internal_error\"}";

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
    void countsWebhooksThatCameAndJobsThatOnlyAPollFound() {
        submit("by-webhook");
        senders.gateway.deliverBfl(FAILED.formatted("by-webhook"));
        submit("by-poll");
        senders.api.answer("/v1/get_result?id=by-poll", 200, FAILED.formatted("by-poll"));
        submit("by-both");
        senders.api.answer("/v1/get_result?id=by-both", 200, FAILED.formatted("by-both"));
        for (String job : new String[] {"by-webhook", "by-poll", "by-both"}) {
            senders.gateway.awaitJob("bfl", job, "failed");
        }
        assertThat(bfl().at("/webhooks/foundByPollingAlone").asInt()).isEqualTo(2);
        senders.gateway.deliverBfl(FAILED.formatted("by-both"));
        senders.gateway.post("/webhooks/bfl", "{}".getBytes(StandardCharsets.UTF_8));

        JsonNode bfl = bfl();
        assertThat(bfl.path("on").asBoolean()).isTrue();
        assertThat(bfl.path("asked").asBoolean()).isTrue();
        assertThat(bfl.at("/webhooks/expected").asInt()).isEqualTo(3);
        assertThat(bfl.at("/webhooks/arrived").asInt()).isEqualTo(2);
        assertThat(bfl.at("/webhooks/foundByPollingAlone").asInt()).isEqualTo(1);
        assertThat(bfl.at("/webhooks/shareFoundByPollingAlone").asDouble()).isBetween(0.33, 0.34);
        assertThat(bfl.at("/webhooks/secondsFromSubmitting/p50").isNumber()).isTrue();
        assertThat(bfl.path("lastAccepted").isTextual()).isTrue();
        assertThat(bfl.path("lastRefused").isTextual()).isTrue();
        assertThat(senders.gateway.metrics())
                .contains("mediahook_jobs_ended_seconds_count{sender=\"bfl\",via=\"webhook\"} 1")
                .contains("mediahook_jobs_ended_seconds_count{sender=\"bfl\",via=\"poll\"} 2");
    }

    @Test
    void saysWhyASenderIsOff() {
        senders.restart(Map.of("mediahook.krea.webhook-token", "", "mediahook.krea.api-key", ""));

        JsonNode krea = one("krea");

        assertThat(krea.path("on").asBoolean()).isFalse();
        assertThat(krea.path("why").asText()).isEqualTo("mediahook.krea.webhook-token is not set");
        assertThat(krea.path("asked").asBoolean()).isFalse();
        assertThat(krea.path("lastAccepted").isNull()).isTrue();
    }

    private void submit(String jobId) {
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"" + jobId + "\"}");
        senders.submit("bfl", "flux-2-pro");
    }

    private JsonNode bfl() {
        return one("bfl");
    }

    private JsonNode one(String sender) {
        for (JsonNode item : senders.gateway.get("/api/senders").path("items")) {
            if (item.path("sender").asText().equals(sender)) {
                return item;
            }
        }
        throw new AssertionError(sender + " is not told of");
    }
}
