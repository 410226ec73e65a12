package dev.mediahook.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some senders put live secrets into payloads. A payload is shown without them unless the raw bytes are asked for. */
class RedactedPayloadTest {

    private static final String BODY =
            "{\"id\":\"%s\", \"status\":\"FAILED\", \"data\":{\"apiKey\":{\"webhookCallbackApiKey\":"
                    + "\"LIVE\"}, \"users\":[{\"key\":\"LIVE\",\"name\":\"n\"},{\"key\":\"LIVE\"}]}}";

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data,
                Map.of("mediahook.leaks.webhook-token", "t", "mediahook.plain.webhook-token", "t"),
                SenderFile.all(
                        new SenderFile("leaks")
                                .mapping(
                                        "jobId: $.id",
                                        "status: $.status",
                                        "failed: FAILED",
                                        "redact: $.data.apiKey $.data.users[*].key $.data.missing.key"),
                        new SenderFile("plain").mapping("jobId: $.id", "status: $.status", "failed: FAILED")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void hidesWhatItsFileNamesAndShowsTheRest() {
        HttpResponse<String> shown = payload("leaks", BODY.formatted("r-1"), "");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(shown.body()))
                .isEqualTo(TestGateway.json("{\"id\":\"r-1\",\"status\":\"FAILED\",\"data\":{\"apiKey\":\"hidden\","
                        + "\"users\":[{\"key\":\"hidden\",\"name\":\"n\"},{\"key\":\"hidden\"}]}}"));
    }

    @Test
    void givesTheBytesAsTheyCameIfTheyAreAskedForOrHoldNoSecret() {
        assertThat(payload("leaks", BODY.formatted("r-2"), "?raw=true").body()).isEqualTo(BODY.formatted("r-2"));
        assertThat(payload("plain", BODY.formatted("r-3"), "").body()).isEqualTo(BODY.formatted("r-3"));
        assertThat(payload("leaks", BODY.formatted("r-4"), "?raw=maybe").statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsNothingInWhichNoSecretCanBeFound() {
        HttpResponse<String> unreadable = payload("leaks", "LIVE, but no JSON", "");

        assertThat(unreadable.statusCode()).isEqualTo(409);
        assertThat(unreadable.body()).contains("raw=true").doesNotContain("LIVE");
        assertThat(payload("leaks", "LIVE, and no JSON", "?raw=true").body()).isEqualTo("LIVE, and no JSON");
    }

    private static HttpResponse<String> payload(String sender, String body, String query) {
        assertThat(gateway.post("/webhooks/" + sender + "/t", body.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
        JsonNode events = gateway.get("/api/events?limit=1&sender=" + sender);
        assertThat(events.path("items")).as(events.toString()).hasSize(1);
        String event = events.at("/items/0/eventId").asText();
        return gateway.api("GET", "/api/events/" + event + "/payload" + query);
    }
}
