package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payload may be deleted before its event. Then nobody is told that there is no such event. */
class DeletedPayloadTest {

    @TempDir
    Path data;

    private TestGateway gateway;
    private String event;

    @BeforeEach
    void deleteOneOfTwo() throws SQLException {
        gateway = TestGateway.start(data, Map.of());
        gateway.deliverBfl("{\"id\":\"bare\",\"status\":\"Pending\"}");
        gateway.deliverBfl("{\"id\":\"whole\",\"status\":\"Pending\"}");
        gateway.await("/api/events?state=done", page -> page.at("/items").size() == 2);
        event = "/api/events/"
                + gateway.get("/api/events?job=bare").at("/items/0/eventId").asText();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mediahook.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("UPDATE mediahook_event SET body = NULL WHERE job_id = 'bare'");
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void isSaidToWhoeverWantsToSeeOrReplayIt() {
        assertGone(gateway.api("GET", event + "/payload"));
        assertGone(gateway.api("POST", event + "/replay"));

        assertThat(gateway.get(event).path("state").asText()).isEqualTo("done");
        HttpResponse<String> nowhere = gateway.api("POST", "/api/events/ev_0000000000000/replay");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(detail(nowhere)).isEqualTo("there is no such event");
    }

    @Test
    void isCountedByAReplayOfMany() {
        String all = "/api/events/replay?state=done";

        assertThat(TestGateway.json(gateway.api("POST", all + "&dry-run=true").body()))
                .isEqualTo(TestGateway.json("{\"matching\":1,\"skipped\":1}"));
        assertThat(TestGateway.json(gateway.api("POST", all).body()))
                .isEqualTo(TestGateway.json("{\"replayed\":1,\"skipped\":1}"));
        JsonNode run = gateway.get("/api/replays").at("/items/0");
        assertThat(run.path("skipped").asInt()).isEqualTo(1);
        assertThat(gateway.api("POST", all + "&job=nothing").body())
                .as("it is left out if there is none")
                .doesNotContain("skipped");
    }

    private static void assertGone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(detail(answer)).contains("payload is deleted", "mediahook.retention.payloads");
    }

    private static String detail(HttpResponse<String> answer) {
        return TestGateway.json(answer.body()).path("detail").asText();
    }
}
