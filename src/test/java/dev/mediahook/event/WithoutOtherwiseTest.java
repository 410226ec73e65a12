package dev.mediahook.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender's route without a branch for unknown words does not hide them. */
class WithoutOtherwiseTest {

    @TempDir
    Path data;

    @Test
    void recordsWhatItDoesNotKnowAndGivesUpWhatItCanNotRead() {
        SenderFile file = new SenderFile("acme")
                .mapping("jobId: $.task", "status: $.status", "completed: READY", "media: $.url")
                .withoutOtherwise();
        try (TestGateway gateway =
                TestGateway.start(data, Map.of("mediahook.acme.webhook-token", "t"), SenderFile.all(file))) {
            gateway.post("/webhooks/acme/t", "{\"task\":\"j-1\",\"status\":\"BAKED\"}".getBytes(UTF_8));
            gateway.post("/webhooks/acme/t", "no JSON".getBytes(UTF_8));

            JsonNode unknown = gateway.await(
                    "/api/events?state=done", events -> events.path("items").size() == 1);
            JsonNode unreadable = gateway.await(
                    "/api/events?state=dead", events -> events.path("items").size() == 1);

            assertThat(unknown.at("/items/0/reason").asText()).isEqualTo("unknown_status");
            assertThat(unknown.at("/items/0/type").asText()).isEqualTo("BAKED");
            assertThat(unreadable.at("/items/0/reason").asText()).isEqualTo("unreadable");
        }
    }
}
