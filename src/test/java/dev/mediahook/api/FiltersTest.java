package dev.mediahook.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings show only what is asked for, and replays touch only what is selected. */
class FiltersTest {

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(data, Map.of());
        for (int i = 0; i < 6; i++) {
            gateway.deliverBfl("{\"id\":\"red-" + i + "\",\"status\":\"Failed\"}");
            gateway.deliverBfl("{\"id\":\"blue%-" + i + "\",\"status\":\"Pending\"}");
        }
        gateway.deliverBfl("{\"id\":\"odd\",\"status\":\"Sleeping\"}");
        gateway.deliverBfl("{\"id\":\"lost\",\"status\":\"Ready\",\"result\":{\"sample\":\"ftp://host/a.png\"}}");
        gateway.post("/webhooks/krea/krea-token", "not JSON".getBytes(UTF_8));
        gateway.deliverBluma("{\"id\":\"evt_1\",\"type\":\"video.queued\",\"data\":{\"id\":\"batch_1\"}}");
        gateway.await("/api/events?state=done,dead", page -> page.path("items").size() == 16);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/api/events?sender=bfl,bluma; 15",
                "/api/events?state=dead; 2",
                "/api/events?state=dead&sender=krea,bluma; 1",
                "/api/events?reason=unreadable; 1",
                "/api/events?reason=unreadable,scheme_refused,unknown_status; 3",
                "/api/events?reason=unknown_status&state=dead; 0",
                "/api/events?via=poll; 0",
                "/api/events?via=webhook&type=Pending,video.queued; 7",
                "/api/events?job=red-; 6",
                "/api/events?job=red-3; 1",
                "/api/events?job=blue%25; 6",
                "/api/events?job=blue_; 0",
                "/api/events?job=red-&type=Pending; 0",
                "/api/events?from=2020-01-01T00:00:00Z; 16",
                "/api/events?from=2020-01-01T00:00:00%2B02:00&to=2020-01-02T00:00:00Z; 0",
                "/api/events?to=2020-01-01T00:00:00Z&state=done; 0",
                "/api/jobs?status=failed,running; 14",
                "/api/jobs?status=failed&reason=scheme_refused; 1",
                "/api/jobs?job=red&sender=bfl; 6",
                "/api/jobs?job=red&sender=krea; 0",
                "/api/jobs?job=red&status=running; 0",
                "/api/jobs?from=2099-01-01T00:00:00Z; 0",
                "/api/jobs?from=2200-01-01T00:00:00Z; 0",
                "/api/jobs?to=9999-12-31T23:59:59Z; 14",
                "/api/events?from=9999-12-31T23:59:59Z; 0",
                "/api/events?to=2200-01-01T00:00:00Z; 16"
            })
    void listsWhatIsAskedFor(String path, int count) {
        assertThat(gateway.get(path).path("items")).hasSize(count);
        assertThat(walk(path + "&limit=2")).hasSize(count);
    }

    /** The ids of all items, read page by page along the cursors. */
    private static TreeSet<String> walk(String path) {
        List<String> seen = new ArrayList<>();
        JsonNode page = gateway.get(path);
        while (true) {
            page.path("items")
                    .forEach(item -> seen.add(
                            item.has("eventId")
                                    ? item.path("eventId").asText()
                                    : item.path("jobId").asText()));
            if (page.path("next").isNull()) {
                assertThat(seen).doesNotHaveDuplicates();
                return new TreeSet<>(seen);
            }
            page = gateway.get(path + "&after=" + page.path("next").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reason=splendid",
        "via=pigeon",
        "from=yesterday",
        "to=2020-13-01T00:00:00Z",
        "to=%2B999999999-12-31T23:59:59Z",
        "from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z",
        "state=done&dry-run=true"
    })
    void refusesWhatNoEventCanBe(String query) {
        assertThat(gateway.api("GET", "/api/events?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void countsBeforeItReplaysAndReplaysNoOther() {
        String dead = "/api/events/replay?state=dead&reason=scheme_refused";
        assertThat(gateway.api("POST", dead + "&dry-run=true").body()).isEqualTo("{\"matching\":1}");
        assertThat(gateway.api("POST", dead + "&job=red&dry-run=true").body()).isEqualTo("{\"matching\":0}");
        assertThat(gateway.api("POST", dead + "&dry-run=perhaps").statusCode()).isEqualTo(400);
        assertThat(gateway.api("POST", dead).body()).isEqualTo("{\"replayed\":1}");
        gateway.await(
                "/api/events?reason=scheme_refused", page -> page.path("items").size() == 1);
    }

    @Test
    void replaysWhileTheCallerLooks() {
        JsonNode run =
                TestGateway.json(gateway.api("POST", "/api/events/replay?state=done&type=video.queued&background=true")
                        .body());
        String path = "/api/replays/" + run.path("replayId").asText();
        JsonNode ended = gateway.await(path, now -> !now.path("state").asText().equals("running"));
        assertThat(ended.path("state").asText()).isEqualTo("done");
        assertThat(ended.path("replayed").asInt()).isEqualTo(1);
        assertThat(gateway.api("DELETE", path).statusCode()).isEqualTo(202);
        assertThat(gateway.get("/api/replays").path("items")).isNotEmpty();
        assertThat(gateway.api("GET", "/api/replays/nobody").statusCode()).isEqualTo(404);
    }
}
