package dev.mediahook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Once Higgsfield's secret is set, nothing unsigned is accepted, whichever path it is sent to. */
class SignedOrTokenTest {

    private static final String KEY = "bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=";
    private static final String BODY =
            "{\"status\":\"failed\",\"request_id\":\"00000000-0000-4000-8000-00000000000%d\"}";
    private static final String TOKEN_PATH = "/webhooks/higgsfield/higgsfield-token";

    @TempDir
    Path folder;

    @Test
    void takesOnlySignedDeliveriesAtEitherPathWhileTheSecretIsSet() throws GeneralSecurityException {
        try (TestGateway gateway =
                TestGateway.start(folder, Map.of("mediahook.higgsfield.webhook-secret", "whsec_" + KEY))) {
            assertThat(signed(gateway, "/webhooks/higgsfield", 1, 0).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(signed(gateway, TOKEN_PATH, 1, 0).body()).isEqualTo("{\"status\":\"already_processed\"}");
            assertThat(signed(gateway, "/webhooks/higgsfield/", 2, -290).statusCode())
                    .isEqualTo(200);
            assertRefused(signed(gateway, "/webhooks/higgsfield", 3, -400));
            assertRefused(signed(gateway, "/webhooks/higgsfield", 3, 400));
            assertRefused(gateway.post(TOKEN_PATH, body(3)));
            assertRefused(gateway.post("/webhooks/higgsfield", body(3)));
            assertThat(gateway.get("/api/rejections").path("items").findValuesAsText("cause"))
                    .containsExactly(
                            "signature_missing", "signature_missing", "signature_too_new", "signature_too_old");
            assertThat(gateway.get("/api/events?sender=higgsfield").path("items"))
                    .hasSize(2)
                    .extracting(event -> event.path("deliveryId").asText())
                    .containsExactly("msg_2", "msg_1");
        }
    }

    @Test
    void takesTheTokenHoweverItIsWrittenWhileNoSecretIsSet() throws GeneralSecurityException {
        try (TestGateway gateway = TestGateway.start(folder, Map.of())) {
            assertThat(gateway.post(TOKEN_PATH, body(1)).statusCode()).isEqualTo(200);
            assertThat(gateway.post(TOKEN_PATH + "/", body(2)).statusCode()).isEqualTo(200);
            assertThat(gateway.post("/webhooks/higgsfield/higgsfield%2Dtoken", body(3))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(signed(gateway, TOKEN_PATH, 4, 0).statusCode()).isEqualTo(200);
            assertRefused(signed(gateway, "/webhooks/higgsfield", 5, 0));
            assertRefused(gateway.post("/webhooks/higgsfield/another", body(5)));
        }
    }

    @Test
    void takesThePlainSecretOfASenderThatCanSignOnlyWithoutASignature() {
        try (TestGateway gateway = TestGateway.start(folder, Map.of())) {
            byte[] body = "{\"id\":\"plain-1\",\"status\":\"Error\"}".getBytes(UTF_8);

            assertThat(gateway.post("/webhooks/bfl", body, "X-Webhook-Secret", TestGateway.BFL_SECRET)
                            .statusCode())
                    .isEqualTo(200);
            assertRefused(gateway.post("/webhooks/bfl", body, "X-Webhook-Secret", "another"));
            assertRefused(gateway.post(
                    "/webhooks/bfl",
                    body,
                    "X-Webhook-Secret",
                    TestGateway.BFL_SECRET,
                    "X-BFL-Signature",
                    "sha256=" + "00".repeat(32)));
        }
    }

    @Test
    void aClockThatWasFastBeforeTheStartMakesNoSignatureTooOld() throws Exception {
        Map<String, String> signed = Map.of("mediahook.higgsfield.webhook-secret", "whsec_" + KEY);
        TestGateway.start(folder, signed).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mediahook.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE mediahook_duty SET until = until + 3600000 WHERE purpose = 'clock'"))
                    .isEqualTo(1);
        }
        try (TestGateway gateway = TestGateway.start(folder, signed)) {
            assertThat(signed(gateway, "/webhooks/higgsfield", 1, 0).statusCode())
                    .isEqualTo(200);
            assertRefused(signed(gateway, "/webhooks/higgsfield", 2, 400));
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_signature\"}");
    }

    private static byte[] body(int job) {
        return BODY.formatted(job).getBytes(UTF_8);
    }

    private static HttpResponse<String> signed(TestGateway gateway, String path, int job, int secondsFromNow)
            throws GeneralSecurityException {
        String time = Long.toString(Instant.now().getEpochSecond() + secondsFromNow);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        mac.update(("msg_" + job + "." + time + ".").getBytes(UTF_8));
        String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body(job)));
        return gateway.post(
                path, body(job), "webhook-id", "msg_" + job, "webhook-timestamp", time, "webhook-signature", signature);
    }
}
