package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bluma has one webhook for the account. The gateway finds or creates it, and replaces it if Bluma has switched it off.
 */
class RegistrationTest {

    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String OURS = "https://hooks.example/webhooks/bluma";
    private static final Map<String, String> NO_SECRET = Map.of("mediahook.bluma.webhook-secret", "");

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data, Map.of("mediahook.public-url", ""));
        senders.api.answer("GET " + WEBHOOKS, 200, "{\"webhooks\":[]}");
        senders.api.answer("POST " + WEBHOOKS, 201, made("webhook_1", "whsec_one"));
        senders.api.answer("/api/v1/webhooks/webhook_1/deliveries", 200, "{\"deliveries\":[]}");
        senders.api.answer("/api/v1/webhooks/webhook_2/deliveries", 200, "{\"deliveries\":[]}");
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void makesAWebhookAndKnowsItsSecretEvenAfterARestart() {
        senders.restart(NO_SECRET);
        awaitAccepted("whsec_one");
        JsonNode asked = TestGateway.json(lastPost());
        assertThat(asked.path("url").asText()).isEqualTo(OURS);
        assertThat(asked.path("events")).extracting(JsonNode::asText).contains("video.completed", "credits.low");

        senders.api.answer("GET " + WEBHOOKS, 200, list("webhook_1", true));
        long posts = posts();
        senders.restart(NO_SECRET);
        assertThat(deliver("whsec_one").statusCode()).isEqualTo(200);
        assertThat(deliver("whsec_other").statusCode()).isEqualTo(401);
        awaitChecked();
        assertThat(posts()).isEqualTo(posts);
    }

    @Test
    void replacesOneThatWasSwitchedOffAndKeepsBothSecretsGood() {
        senders.restart(NO_SECRET);
        awaitAccepted("whsec_one");

        senders.api.answer("GET " + WEBHOOKS, 200, list("webhook_1", false));
        senders.api.answer("POST " + WEBHOOKS, 201, made("webhook_2", "whsec_two"));
        senders.api.answer("DELETE /api/v1/webhooks/webhook_1", 204, "");
        senders.restart(NO_SECRET);

        awaitAccepted("whsec_two");
        assertThat(deliver("whsec_one").statusCode())
                .as("a delivery with the old secret may still be on its way")
                .isEqualTo(200);
        Awaitility.await().until(() -> senders.api.asked().stream()
                .anyMatch(asked ->
                        asked.method().equals("DELETE") && asked.target().endsWith("/webhook_1")));
    }

    @Test
    void leavesAWebhookAloneThatSomebodyMadeByHandAndConfiguredTheSecretOf() {
        senders.api.answer("GET " + WEBHOOKS, 200, list("webhook_9", true));
        senders.api.answer("/api/v1/webhooks/webhook_9/deliveries", 200, "{\"deliveries\":[]}");
        senders.restart(Map.of());
        long posts = posts();
        awaitChecked();

        assertThat(posts()).isEqualTo(posts);
    }

    @Test
    void tellsHowDeliveriesWentAndCountsFailuresInARow() {
        senders.api.answer("GET " + WEBHOOKS, 200, list("webhook_1", true));
        StringBuilder failed = new StringBuilder();
        for (int i = 10; i < 16; i++) {
            failed.append("{\"id\":\"delivery_")
                    .append(i)
                    .append("\",\"status_code\":500,\"error_message\":\"Connection")
                    .append(" timeout\",\"created_at\":\"2025-11-03T10:")
                    .append(i)
                    .append(":00Z\"},");
        }
        senders.api.answer(
                "/api/v1/webhooks/webhook_1/deliveries",
                200,
                "{\"deliveries\":[" + failed
                        + "{\"id\":\"delivery_1\",\"status_code\":200,\"created_at\":\"2025-11-03T10:01:00Z\"}]}");
        senders.restart(Map.of());

        senders.gateway.await("/api/senders", all -> all.findValues("failedInARow").stream()
                .anyMatch(failures -> failures.asInt() == 6));
        JsonNode deliveries = senders.gateway.get("/api/senders/bluma/deliveries");
        assertThat(deliveries.at("/items/0/id").asText()).isEqualTo("delivery_15");
        assertThat(senders.gateway.api("GET", "/api/senders/bfl/deliveries").statusCode())
                .isEqualTo(404);
    }

    private void awaitAccepted(String secret) {
        Awaitility.await().until(() -> deliver(secret).statusCode() == 200);
    }

    private void awaitChecked() {
        Awaitility.await().until(() -> senders.api.asked().stream()
                .anyMatch(asked -> asked.target().endsWith("/deliveries")));
    }

    private HttpResponse<String> deliver(String secret) {
        byte[] body = "{\"id\":\"evt_1\",\"type\":\"credits.low\",\"data\":{\"remaining\":9}}"
                .getBytes(StandardCharsets.UTF_8);
        return senders.gateway.post(
                "/webhooks/bluma", body, "X-Bluma-Signature", "sha256=" + TestGateway.hmac(secret, body));
    }

    private long posts() {
        return senders.api.asked().stream()
                .filter(asked -> asked.method().equals("POST"))
                .count();
    }

    private String lastPost() {
        return senders.api.asked().stream()
                .filter(asked -> asked.method().equals("POST"))
                .reduce((earlier, later) -> later)
                .map(SenderApiServer.Asked::body)
                .orElseThrow();
    }

    private static String made(String id, String secret) {
        return "{\"id\":\"" + id + "\",\"url\":\"" + OURS + "\",\"secret\":\"" + secret + "\",\"is_active\":true}";
    }

    private static String list(String id, boolean active) {
        return "{\"webhooks\":[{\"id\":\"" + id + "\",\"url\":\"" + OURS + "\",\"is_active\":" + active + "}]}";
    }
}
