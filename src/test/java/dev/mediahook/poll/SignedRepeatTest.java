package dev.mediahook.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An unconfirmed success is believed once the sender repeats it with a signature. The signed delivery's body then
 * counts.
 */
class SignedRepeatTest {

    private static final String KEY = "bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=";

    @TempDir
    Path data;

    @Test
    void revivesADeadSuccessThatWasNotConfirmed() throws Exception {
        try (AskedSenders senders = new AskedSenders(data, Map.of("mediahook.retry.give-up-after", "300ms"))) {
            senders.api.answer("/requests/j-1/status", 200, "{\"request_id\":\"j-1\",\"status\":\"in_progress\"}");
            URI strangers = senders.media.medium(MediaKind.PNG, "of-a-stranger");
            senders.gateway.post("/webhooks/higgsfield/higgsfield-token", success(strangers));
            senders.gateway.await(
                    "/api/events?sender=higgsfield&state=dead",
                    dead -> dead.at("/items/0/reason").asText().equals("unconfirmed"));

            senders.restart(Map.of("mediahook.higgsfield.webhook-secret", "whsec_" + KEY));
            byte[] signed = success(senders.media.medium(MediaKind.PNG, "of-the-sender"));
            assertThat(deliver(senders, signed)).isEqualTo("{\"status\":\"already_processed\"}");

            JsonNode job = senders.gateway.awaitJob("higgsfield", "j-1", "completed");
            assertThat(job.at("/media/0/sourceUrl").asText()).endsWith("of-the-sender.png");
            assertThat(job.path("events"))
                    .filteredOn(event -> event.path("type").asText().equals("completed"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.path("duplicates").asInt()).isEqualTo(1));
            assertThat(senders.media.requests(strangers))
                    .as("the unconfirmed delivery's medium")
                    .isZero();
        }
    }

    private static byte[] success(URI medium) {
        return ("{\"request_id\":\"j-1\",\"status\":\"completed\",\"images\":[{\"url\":\"" + medium + "\"}]}")
                .getBytes(UTF_8);
    }

    private static String deliver(AskedSenders senders, byte[] body) throws GeneralSecurityException {
        String time = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        mac.update(("msg_1." + time + ".").getBytes(UTF_8));
        return senders.gateway
                .post(
                        "/webhooks/higgsfield",
                        body,
                        "webhook-id",
                        "msg_1",
                        "webhook-timestamp",
                        time,
                        "webhook-signature",
                        "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
                .body();
    }
}
