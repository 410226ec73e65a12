package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program on PostgreSQL: the same calls have the same outcome. */
class PostgresqlGatewayTest {

    @TempDir
    Path folder;

    /** With settings of the driver and the role that the URL may bring. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?preferQueryMode=simple&reWriteBatchedInserts=true",
                "?prepareThreshold=0&stringtype=unspecified&binaryTransfer=false&autosave=always&defaultRowFetchSize=10"
                        + "&currentSchema=x&options=-c%20default_transaction_isolation=serializable"
                        + "%20-c%20default_transaction_deferrable=on%20-c%20statement_timeout=5000"
            })
    void doesItsWholeJobOnPostgresql(String parameters) throws Exception {
        Map<String, String> properties = new HashMap<>(TestDatabase.POSTGRESQL.properties(folder));
        properties.merge("mediahook.database.url", parameters, String::concat);
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC());
                TestGateway gateway = TestGateway.start(folder, properties)) {
            URI medium = host.medium(MediaKind.JPEG, "postgresql");
            String ready = "{\"id\":\"job-pg\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + medium + "\"}}";

            assertThat(gateway.deliverBfl(ready).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(gateway.deliverBfl(ready).body()).isEqualTo("{\"status\":\"already_processed\"}");
            JsonNode job = gateway.awaitJob("bfl", "job-pg", "completed");
            assertThat(job.at("/events/0/duplicates").asInt()).isEqualTo(1);
            assertThat(host.requests(medium)).isEqualTo(1);

            String event = job.at("/events/0/eventId").asText();
            gateway.await(
                    "/api/jobs/bfl/job-pg",
                    one -> one.at("/events/0/state").asText().equals("done"));
            assertThat(gateway.api("POST", "/api/events/" + event + "/replay").statusCode())
                    .isEqualTo(202);
            gateway.await(
                    "/api/jobs/bfl/job-pg",
                    one -> one.at("/events/0/state").asText().equals("done"));
            assertThat(host.requests(medium)).as("nothing is fetched twice").isEqualTo(1);
            assertThat(gateway.get("/api/events?sender=bfl&state=done").path("items"))
                    .hasSize(1);
            assertThat(gateway.get("/api/jobs?status=completed").path("items")).hasSize(1);
            assertThat(Files.exists(folder.resolve("mediahook.db"))).isFalse();
        }
    }
}
