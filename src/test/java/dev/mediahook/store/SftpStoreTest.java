package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another store by its endpoint's URI alone: SFTP, from the delivery to the file on the server. */
class SftpStoreTest {

    @TempDir
    Path data;

    @TempDir
    Path folder;

    private SftpServer server;
    private MediaHost media;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = new SftpServer(folder);
        media = MediaHost.start(0, Clock.systemUTC());
        gateway = TestGateway.start(
                data, Map.of("mediahook.media.store", server.uri(), "mediahook.retry.give-up-after", "60s"));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        media.close();
        server.close();
    }

    @Test
    void storesUnderTheNameAndNothingElse() throws IOException {
        deliver("j-1");

        JsonNode job = gateway.awaitJob("bfl", "j-1", "completed");

        assertThat(job.at("/media/0/location").asText()).matches("sftp://127\\.0\\.0\\.1:\\d+/media/bfl/j-1/0\\.png");
        assertThat(Files.readAllBytes(server.media().resolve("bfl/j-1/0.png")))
                .isEqualTo(media.bytes(MediaKind.PNG, "j-1"));
        assertThat(files()).containsExactly("bfl/j-1/0.png");
    }

    @Test
    void aReplayMakesNoSecondCopy() throws IOException {
        deliver("j-1");
        JsonNode job = gateway.awaitJob("bfl", "j-1", "completed");
        String event = job.at("/events/0/eventId").asText();

        assertThat(gateway.api("POST", "/api/events/" + event + "/replay").statusCode())
                .isEqualTo(202);
        gateway.await("/api/events?state=done", events -> events.path("items").size() == 1);

        assertThat(files()).containsExactly("bfl/j-1/0.png");
    }

    @Test
    void waitsForAServerThatIsAway() throws IOException {
        server.close();
        deliver("j-2");
        gateway.await("/api/jobs/bfl/j-2", job -> "store_failed"
                .equals(job.at("/events/0/reason").asText()));
        assertThat(gateway.get("/api/jobs/bfl/j-2").toString()).doesNotContain("secret");

        server.start();

        gateway.awaitJob("bfl", "j-2", "completed");
        assertThat(files()).containsExactly("bfl/j-2/0.png");
    }

    private void deliver(String jobId) {
        gateway.deliverBfl("{\"id\":\"" + jobId + "\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + media.medium(MediaKind.PNG, jobId) + "\"}}");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(server.media())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> server.media().relativize(file).toString())
                    .toList();
        }
    }
}
