package dev.mediahook.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds an event again by an id or by a value in its payload. */
class SearchTest {

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data,
                Map.of("mediahook.leaks.webhook-token", "t"),
                SenderFile.all(new SenderFile("leaks")
                        .mapping("jobId: $.id", "status: $.status", "failed: FAILED", "redact: $.key")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void nobodyFindsWhatIsHidden() {
        gateway.post("/webhooks/leaks/t", "{\"id\":\"path\",\"status\":\"FAILED\",\"key\":\"LIVE\"}".getBytes(UTF_8));
        gateway.awaitJob("leaks", "path", "failed");

        assertThat(gateway.get("/api/search?path=$.key&value=LIVE").path("events"))
                .isEmpty();
        assertThat(gateway.get("/api/search?path=$.id&value=path").path("events"))
                .hasSize(1);
    }

    @Test
    void saysIfThereMayBeMore() {
        for (int i = 0; i < 3; i++) {
            gateway.deliverBfl("{\"id\":\"more-" + i + "\",\"status\":\"Failed\",\"batch\":7}");
        }
        JsonNode found = gateway.get("/api/search?path=$.batch&value=7&limit=2");

        assertThat(found.path("events")).hasSize(2);
        assertThat(found.path("partial").asBoolean()).isTrue();
        assertThat(gateway.get("/api/search?path=$.batch&value=7&limit=3")
                        .path("partial")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "id=find-, 2, 2",
        "id=find-1, 1, 1",
        "id=find-9, 0, 0",
        "path=$.details.seed&value=42, 0, 1",
        "path=$..seed&value=42, 0, 1",
        "path=$.details.*&value=true, 0, 1",
        "path=$..*&value=deep, 0, 1",
        "path=$.details.list[*].name&value=deep, 0, 1",
        "path=$.details.list[0]['name']&value=deep, 0, 1",
        "path=$.details.seed&value=42&sender=bluma, 0, 0",
        "path=$.details.seed&value=43, 0, 0"
    })
    void findsByIdAndByWhatStandsInThePayload(String query, int jobs, int events) {
        gateway.deliverBfl("{\"id\":\"find-1\",\"status\":\"Failed\",\"details\":{\"seed\":42,\"safe\":true,"
                + "\"list\":[{\"name\":\"deep\"}]}}");
        gateway.deliverBfl("{\"id\":\"find-2\",\"status\":\"Failed\"}");
        gateway.awaitJob("bfl", "find-1", "failed");
        gateway.awaitJob("bfl", "find-2", "failed");

        JsonNode found = gateway.get("/api/search?"
                + query.replace("[", "%5B")
                        .replace("]", "%5D")
                        .replace("'", "%27")
                        .replace("*", "%2A"));

        assertThat(found.path("jobs")).hasSize(jobs);
        assertThat(found.path("events")).hasSize(events);
        assertThat(found.path("partial").asBoolean()).isFalse();
    }

    @Test
    void findsAnEventByItsId() {
        gateway.deliverBfl("{\"id\":\"by-event\",\"status\":\"Failed\"}");
        String id = gateway.awaitJob("bfl", "by-event", "failed")
                .at("/events/0/eventId")
                .asText();

        assertThat(gateway.get("/api/search?id=" + id).at("/events/0/jobId").asText())
                .isEqualTo("by-event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?id=a&path=$.a&value=b",
                "?path=$.a",
                "?value=b",
                "?path=a&value=b",
                "?path=$..a..b&value=c",
                "?path=$.a%5B?(@.b=~/(a%2B)%2B/)%5D&value=c",
                "?other=1"
            })
    void refusesASearchThatSaysTooLittleOrMayTakeForEver(String query) {
        assertThat(gateway.api("GET", "/api/search" + query).statusCode()).isEqualTo(400);
    }
}
