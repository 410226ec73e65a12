package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders are answered while nothing can be written, and how repeats are recognised by each repository. */
class StoreAwayTest {

    private static final String PENDING = "{\"id\":\"job-away\",\"status\":\"Pending\"}";

    @TempDir
    Path data;

    @Test
    void sendersAreAskedToComeAgainWhileTheDatabaseCannotBeWritten() throws Exception {
        try (TestGateway gateway = TestGateway.start(data, Map.of("mediahook.webhook.store-timeout", "500ms"))) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mediahook.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                HttpResponse<String> answer = gateway.deliverBfl(PENDING);

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After").orElse(""))
                        .matches("[1-9]\\d*");
                assertThat(gateway.deliverBfl(PENDING).statusCode()).isEqualTo(503);
                statement.execute("ROLLBACK");
            }
            gateway.await("/api/events?sender=bfl", page -> {
                int status = gateway.deliverBfl(PENDING).statusCode();
                return status == 200 && page.path("items").size() == 1;
            });
            gateway.awaitJob("bfl", "job-away", "running");
            assertThat(gateway.get("/api/events?sender=bfl").path("items"))
                    .as("whatever was tried meanwhile is one event")
                    .hasSize(1);
        }
    }

    @Test
    void aMemoryOfRepeatsAloneStillKeepsTheEvent() {
        try (TestGateway gateway = TestGateway.start(data, Map.of("mediahook.idempotent-repository", "caffeine"))) {
            assertThat(gateway.deliverBfl(PENDING).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(gateway.deliverBfl(PENDING).body()).isEqualTo("{\"status\":\"already_processed\"}");
            gateway.awaitJob("bfl", "job-away", "running");
        }
    }

    @Test
    void aRepeatIsOneAfterARestart() {
        try (TestGateway gateway = TestGateway.start(data, Map.of())) {
            assertThat(gateway.deliverBfl(PENDING).body()).isEqualTo("{\"status\":\"received\"}");
        }
        try (TestGateway gateway = TestGateway.start(data, Map.of())) {
            assertThat(gateway.deliverBfl(PENDING).body()).isEqualTo("{\"status\":\"already_processed\"}");
        }
    }
}
