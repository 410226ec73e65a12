package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
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

/**
 * SQLite's file has no checksums. A body that has changed there is neither processed nor shown; a repeat replaces it.
 */
class PayloadDamagedTest {

    private static final String BODY = "{\"id\":\"job-1\",\"status\":\"Pending\"}";

    @TempDir
    Path data;

    private TestGateway gateway;
    private String event;

    @BeforeEach
    void keep() {
        gateway = TestGateway.start(data, Map.of());
        gateway.deliverBfl(BODY);
        event = "/api/events/"
                + gateway.await(
                                "/api/events?state=done",
                                page -> page.at("/items").size() == 1)
                        .at("/items/0/eventId")
                        .asText();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void isNotWorkedOnNorShownUntilTheSenderRepeatsIt() throws SQLException {
        change("body = CAST('{\"id\":\"job-2\",\"status\":\"Pending\"}' AS BLOB)");

        assertThat(gateway.api("GET", event + "/payload").statusCode()).isEqualTo(409);
        assertThat(gateway.api("POST", event + "/replay").statusCode()).isEqualTo(202);
        assertThat(gateway.await(event, one -> one.path("state").asText().equals("dead"))
                        .path("reason")
                        .asText())
                .isEqualTo("payload_damaged");
        assertThat(gateway.api("GET", "/api/jobs/bfl/job-2").statusCode()).isEqualTo(404);

        assertThat(gateway.deliverBfl(BODY).body()).contains("already_processed");
        gateway.await(event, one -> one.path("state").asText().equals("done"));
        assertThat(gateway.api("GET", event + "/payload").body()).isEqualTo(BODY);
    }

    @Test
    void ofAnEarlierVersionHasNoSumAndIsWorkedOnAsItIs() throws SQLException {
        change("body_sum = NULL, state = 'accepted'");

        gateway.deliverBfl(BODY.replace("job-1", "job-3"));
        gateway.await(event, one -> one.path("state").asText().equals("done"));
        assertThat(gateway.api("GET", event + "/payload").body()).isEqualTo(BODY);
    }

    private void change(String columns) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mediahook.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            assertThat(statement.executeUpdate("UPDATE mediahook_event SET " + columns))
                    .isOne();
        }
    }
}
