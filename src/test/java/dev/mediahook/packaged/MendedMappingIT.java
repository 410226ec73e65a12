package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * If the mapping did not find a success's medium, the job is completed once the mapping is corrected and the event is
 * replayed.
 */
class MendedMappingIT {

    @TempDir
    Path folder;

    @Test
    void completesAJobWithoutMediaAfterItsMappingWasMended() throws Exception {
        String shipped = Files.readString(Path.of("routes/bfl.camel.yaml"));
        String path = "media: $.result.sample";
        assertThat(shipped).contains(path);
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway =
                        PackagedGateway.withSenders(folder, Map.of()).file("routes/bfl.camel.yaml", shipped)) {
            gateway.start();
            URI medium = media.medium(MediaKind.PNG, "renamed");
            byte[] body = ("{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":{\"picture\":\"" + medium + "\"}}")
                    .getBytes(UTF_8);
            gateway.client().deliver(Deliveries.signed("bfl", body));
            JsonNode failed = gateway.client().await("/api/jobs/bfl/j-1", job -> job.at("/events/0/state")
                    .asText()
                    .equals("dead"));
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            assertThat(failed.at("/error/code").asText()).isEqualTo("no_media");
            assertThat(failed.at("/events/0/reason").asText()).isEqualTo("no_media");

            gateway.terminate();
            assertThat(gateway.endsWithin(Duration.ofSeconds(30))).isTrue();
            gateway.file("routes/bfl.camel.yaml", shipped.replace(path, path + " $.result.picture"))
                    .start();
            String event = failed.at("/events/0/eventId").asText();
            assertThat(gateway.client()
                            .api("POST", "/api/events/" + event + "/replay")
                            .statusCode())
                    .isEqualTo(202);

            JsonNode job = gateway.client().awaitJob("bfl", "j-1", "completed");
            assertThat(job.path("error").isNull()).isTrue();
            assertThat(job.at("/media/0/sha256").asText())
                    .isEqualTo(StoredMedia.sha256(media.bytes(MediaKind.PNG, "renamed")));
        }
    }
}
