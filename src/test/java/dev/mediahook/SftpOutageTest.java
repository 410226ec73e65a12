package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.store.WatchedSftpServer;
import java.io.IOException;
import java.net.URI;
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

/** A store that is neither a folder nor a bucket: an SFTP server, which Camel's own component reaches by its URI. */
class SftpOutageTest {

    @TempDir
    Path data;

    @TempDir
    Path remote;

    private MediaHost host;
    private WatchedSftpServer server;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        host = MediaHost.start(0, Clock.systemUTC());
        server = WatchedSftpServer.start(remote);
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.media.store", server.uri(),
                        "mediahook.retry.give-up-after", "30s",
                        "mediahook.retry.max-delay", "200ms"));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        server.close();
        host.close();
    }

    @Test
    void storesWholeFilesUnderTheirNamesAndNoneTwice() throws IOException {
        JsonNode job = completed("job-sftp");

        assertThat(job.at("/media/0/location").asText())
                .startsWith("sftp://127.0.0.1:")
                .endsWith("/kept/bfl/job-sftp/0.png")
                .doesNotContain("secret");
        JsonNode medium = job.at("/media/0");
        assertThat(medium.path("sourceHost").asText()).isEqualTo("127.0.0.1");
        assertThat(medium.path("etag").asText()).isNotEmpty();
        assertThat(medium.path("fetches").asInt()).isEqualTo(1);
        assertThat(medium.path("fetchMillis").isNumber()).isTrue();
        assertThat(medium.has("lastModified")).isTrue();
        assertThat(medium.path("width").isNumber()).isTrue();
        assertThat(Files.readAllBytes(remote.resolve("kept/bfl/job-sftp/0.png")))
                .isEqualTo(host.bytes(MediaKind.PNG, "job-sftp"));
        assertThat(server.written())
                .as("a file gets its name when it is whole")
                .isNotEmpty()
                .allMatch(name -> name.endsWith("/.unfinished-0.png"));
        assertThat(server.moved()).singleElement().asString().endsWith("/0.png");

        String event = job.at("/events/0/eventId").asText();
        gateway.await("/api/jobs/bfl/job-sftp", one -> state(one).equals("done"));
        assertThat(gateway.api("POST", "/api/events/" + event + "/replay").statusCode())
                .isEqualTo(202);
        gateway.await("/api/jobs/bfl/job-sftp", one -> state(one).equals("done"));
        assertThat(files()).containsExactly("kept/bfl/job-sftp/0.png");
    }

    @Test
    void triesAgainUntilAServerThatWentAwayIsBack() throws IOException {
        completed("job-before");
        server.goAway();
        deliver("job-away");
        JsonNode waiting = gateway.await(
                "/api/jobs/bfl/job-away", job -> job.at("/events/0/attempts").asInt() > 1);
        assertThat(waiting.path("status").asText()).isEqualTo("running");
        assertThat(waiting.at("/events/0/reason").asText()).isEqualTo("store_failed");

        server.comeBack();

        gateway.awaitJob("bfl", "job-away", "completed");
        assertThat(files()).containsExactly("kept/bfl/job-away/0.png", "kept/bfl/job-before/0.png");
    }

    private JsonNode completed(String jobId) {
        deliver(jobId);
        return gateway.awaitJob("bfl", jobId, "completed");
    }

    private void deliver(String jobId) {
        URI medium = host.medium(MediaKind.PNG, jobId);
        gateway.deliverBfl(
                "{\"id\":\"" + jobId + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + medium + "\"}}");
    }

    private static String state(JsonNode job) {
        return job.at("/events/0/state").asText();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(remote)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> remote.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
