package dev.mediahook.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and steering through the HTTP API. */
class ApiTest {

    private static final int JOBS = 7;

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(data, Map.of());
        for (int i = 0; i < JOBS; i++) {
            gateway.deliverBfl("{\"id\":\"job-" + i + "\",\"status\":\"" + (i % 2 == 0 ? "Pending" : "Failed") + "\"}");
            gateway.awaitJob("bfl", "job-" + i, i % 2 == 0 ? "running" : "failed");
        }
        gateway.deliverBluma("{\"id\":\"evt_1\",\"type\":\"video.queued\",\"data\":{\"id\":\"batch_1\"}}");
        gateway.await("/api/events?state=done", page -> page.path("items").size() == JOBS + 1);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/jobs", "/api/nothing", "/api/events", "/api/rejections", "/api/jobs/bfl/job-1"})
    void letsNobodyInWithoutTheToken(String path) {
        for (String authorization : new String[] {"Bearer wrong", "Bearer ", "Basic dGVzdC10b2tlbg==", "test-token"}) {
            HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.url(path))
                    .header("Authorization", authorization)
                    .build());
            assertProblem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertProblem(gateway.send(HttpRequest.newBuilder(gateway.url(path)).build()), 401);
    }

    @Test
    void showsAJobWithEverythingThatIsKnownOfIt() {
        JsonNode job = gateway.get("/api/jobs/bfl/job-1");

        assertThat(job.path("status").asText()).isEqualTo("failed");
        assertThat(job.path("statusBySender").asText()).isEqualTo("Failed");
        assertThat(job.path("completedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(job.path("submittedAt").isNull()).isTrue();
        assertThat(job.path("media")).isEmpty();
        JsonNode event = job.at("/events/0");
        List<String> fields = new ArrayList<>();
        event.fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .contains("eventId", "sender", "key", "type", "jobId", "receivedAt", "via", "state")
                .contains("attempts", "duplicates", "reason");
        assertThat(event.path("via").asText()).isEqualTo("webhook");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/jobs, 8",
        "/api/jobs?sender=bfl, 7",
        "/api/jobs?status=failed, 3",
        "/api/jobs?status=running&sender=bluma, 1",
        "/api/jobs?sender=nobody, 0",
        "/api/jobs?limit=500000, 8",
        "/api/events?sender=bfl, 7",
        "/api/events?state=dead&sender=bfl, 0",
        "/api/events?state=done&sender=bfl, 7"
    })
    void listsWhatIsAskedFor(String path, int count) {
        assertThat(gateway.get(path).path("items")).hasSize(count);
        assertThat(gateway.get(path).path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/jobs?sender=bfl", "/api/events?sender=bfl"})
    void goesThroughAListNewestFirstWithoutGapOrRepeat(String path) {
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 4; page++) {
            JsonNode answer = gateway.get(path + "&limit=3" + after);
            answer.path("items").forEach(item -> seen.add(item.path("jobId").asText()));
            if (answer.path("next").isNull()) {
                break;
            }
            after = "&after=" + answer.path("next").asText();
        }
        assertThat(seen).containsExactly("job-6", "job-5", "job-4", "job-3", "job-2", "job-1", "job-0");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404",
        "POST, /api/jobs, 405",
        "GET, /api/jobs/bfl/nobody, 404",
        "GET, /api/events/nothing/payload, 404",
        "GET, /api/events/ev_0000000000000/payload, 404",
        "POST, /api/events/ev_0000000000000/replay, 404",
        "POST, /api/events/replay, 400",
        "POST, /api/events/replay?state=accepted, 400",
        "GET, /api/jobs?limit=0, 400",
        "GET, /api/jobs?limit=many, 400",
        "GET, /api/jobs?status=splendid, 400",
        "GET, /api/events?state=splendid, 400",
        "GET, /api/events?after=-, 400"
    })
    void tellsWhatIsWrongAsAProblem(String method, String path, int status) {
        assertProblem(gateway.api(method, path), status);
    }

    @Test
    void replaysAllDeadEventsAndSaysHowMany() {
        byte[] unreadable = "not JSON at all".getBytes(UTF_8);
        gateway.post("/webhooks/krea/krea-token", unreadable);
        gateway.await(
                "/api/events?state=dead&sender=krea", page -> page.path("items").size() == 1);

        HttpResponse<String> answer = gateway.api("POST", "/api/events/replay?state=dead&sender=krea");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"replayed\":1}");
        JsonNode again = gateway.await(
                "/api/events?sender=krea",
                page -> page.at("/items/0/state").asText().equals("dead"));
        assertThat(again.at("/items/0/reason").asText()).as("as before").isEqualTo("unreadable");
    }

    @Test
    void showsRejectionsWithoutWhatWasInThem() {
        gateway.post("/webhooks/bfl", "{\"a\":\"secret body\"}".getBytes(UTF_8), "X-BFL-Signature", "sha256=00");
        String text = gateway.api("GET", "/api/rejections").body();
        JsonNode rejection = TestGateway.json(text).at("/items/0");

        assertThat(rejection.path("sender").asText()).isEqualTo("bfl");
        assertThat(rejection.path("bytes").asInt()).isEqualTo(19);
        assertThat(rejection.path("sha256").asText()).hasSize(64);
        assertThat(text).doesNotContain("secret body");
    }

    @Test
    void countsAndSaysThatItIsWell() {
        assertThat(gateway.health()).isEqualTo(200);
        assertThat(gateway.metrics()).contains("mediahook_deliveries_total").doesNotContain("test-token", "krea-token");
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(TestGateway.json(answer.body()).path("status").asInt()).isEqualTo(status);
        assertThat(TestGateway.json(answer.body()).path("title").asText()).isNotEmpty();
    }
}
