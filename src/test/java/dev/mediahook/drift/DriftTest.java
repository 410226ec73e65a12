package dev.mediahook.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import dev.mediahook.database.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sender newly sends, what jobs cost, and how both are counted, on either database. */
class DriftTest {

    private static final int USUAL = 25;

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void tellsWhatWasNeverSentBeforeAndWhatItCost(TestDatabase database) {
        try (TestGateway gateway = TestGateway.start(data, database.properties(data))) {
            for (int i = 0; i < USUAL; i++) {
                gateway.deliverBfl("{\"id\":\"job-" + i + "\",\"status\":\"Failed\",\"cost\":0.04}");
            }
            gateway.await("/api/costs", costs -> costs.at("/items/0/jobs").asInt() == USUAL);
            assertThat(gateway.get("/api/drift").path("items")).isEmpty();

            byte[] odd = ("{\"id\":\"odd\",\"status\":\"Ready\",\"result\":{\"sample\":\"ftp://new.example/a.png\"},"
                            + "\"seed\":{\"value\":7},\"cost\":0.5}")
                    .getBytes(StandardCharsets.UTF_8);
            gateway.post(
                    "/webhooks/bfl",
                    odd,
                    "X-BFL-Signature",
                    "sha256=" + TestGateway.hmac(TestGateway.BFL_SECRET, odd),
                    "X-Forwarded-For",
                    "203.0.113.1",
                    "Webhook-Signature",
                    "v1,x");

            JsonNode drift =
                    gateway.await("/api/drift", found -> found.path("items").size() >= 6);
            List<String> told = new ArrayList<>();
            drift.path("items")
                    .forEach(item -> told.add(
                            item.path("kind").asText() + " " + item.path("name").asText() + " "
                                    + item.path("before").asInt()));
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "status Ready " + USUAL,
                            "header webhook-signature " + USUAL,
                            "host new.example " + USUAL,
                            "field result " + USUAL,
                            "field result.sample " + USUAL,
                            "field seed " + USUAL,
                            "field seed.value " + USUAL);
            gateway.awaitJob("bfl", "odd", "failed");
            JsonNode cost = gateway.await(
                    "/api/costs", found -> found.at("/items/0/lost").asDouble() > 0);
            assertThat(cost.at("/items/0/paid").asDouble()).isEqualTo(1.5);
            assertThat(cost.at("/items/0/lost").asDouble()).isEqualTo(0.5);
            assertThat(cost.at("/items/0/unit").asText()).isEqualTo("cost");
            JsonNode overview = gateway.await(
                    "/api/overview", found -> found.at("/inbox/dead").asInt() == 1);
            assertThat(sum(overview.at("/hour/accepted"))).isEqualTo(USUAL + 1);
            assertThat(sum(overview.at("/day/accepted"))).isEqualTo(USUAL + 1);
            assertThat(sum(overview.at("/hour/dead"))).isEqualTo(1);
            assertThat(overview.at("/latency/p99Millis").asInt()).isPositive();
        }
    }

    private static int sum(JsonNode counts) {
        int sum = 0;
        for (JsonNode count : counts) {
            sum += count.asInt();
        }
        return sum;
    }
}
