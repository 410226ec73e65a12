package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job may be watched though its sender has no API key yet, or is off. Its webhook may still tell of its end; nobody
 * else can.
 */
class WatchedWithoutAKeyTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"bfl", "runway"})
    void endsByATimeoutUnlessItsWebhookComes(String sender) {
        Map<String, String> properties = Map.of(
                "mediahook." + sender + ".webhook-timeout",
                "100ms",
                "mediahook." + sender + ".poll-for",
                "1s",
                "mediahook.poll.every",
                "100ms");
        try (TestGateway gateway = TestGateway.start(data, properties)) {
            assertThat(gateway.api("PUT", "/api/jobs/" + sender + "/j").statusCode())
                    .isEqualTo(201);

            JsonNode job = gateway.awaitJob(sender, "j", "failed");
            assertThat(job.at("/error/code").asText()).isEqualTo("timeout");
            assertThat(job.path("events")).isEmpty();
        }
    }
}
