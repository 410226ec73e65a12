package dev.mediahook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.verify.SignedElseTokenProcessor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any sender may use a token until its secret is set, and must sign from then on, be it the body or only the job. */
class SignedElseTokenTest {

    private static final String SECRET = "a-secret-of-the-workspace";

    @TempDir
    Path folder;

    @Test
    void takesSignedDeliveriesAloneWhileTheSecretIsSet() {
        try (TestGateway gateway = start(Map.of(
                "mediahook.comma.webhook-secret", SECRET,
                "mediahook.uncovered.webhook-secret", SECRET))) {
            assertThat(comma(gateway, "/webhooks/comma", "c-1").statusCode()).isEqualTo(200);
            assertThat(comma(gateway, "/webhooks/comma/the-token", "c-2").statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post("/webhooks/comma/the-token", body("c-3")).statusCode())
                    .isEqualTo(401);
            assertThat(gateway.post("/webhooks/uncovered/the-token", body("u-1"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(uncovered(gateway, "u-1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesTheTokenWhileItIsNotAndTellsOnceADayOfSignaturesThatNobodyVerifies() {
        try (TestGateway gateway = start(Map.of());
                LogLines lines = LogLines.of(SignedElseTokenProcessor.class)) {
            assertThat(gateway.post("/webhooks/comma/the-token", body("c-1")).statusCode())
                    .isEqualTo(200);
            assertThat(lines.all()).isEmpty();
            for (String job : new String[] {"c-2", "c-3", "c-4"}) {
                assertThat(comma(gateway, "/webhooks/comma/the-token", job).statusCode())
                        .isEqualTo(200);
            }
            assertThat(comma(gateway, "/webhooks/comma", "c-5").statusCode()).isEqualTo(401);
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .contains("sender=comma", "mediahook.comma.webhook-secret")
                    .doesNotContain("the-token");
        }
    }

    private TestGateway start(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("mediahook.comma.webhook-token", "the-token");
        properties.put("mediahook.uncovered.webhook-token", "the-token");
        return TestGateway.start(
                folder,
                properties,
                SenderFile.all(
                        new SenderFile("comma")
                                .signedElseToken(
                                        "HmacSignatureProcessor",
                                        "header: X-Comma-Signature",
                                        "signatureField: v1",
                                        "timestampField: t",
                                        "signed: \"{timestamp},{body}\"",
                                        "secrets: mediahook.comma.webhook-secret")
                                .mapping("jobId: $.id", "status: $.status", "failed: failed"),
                        new SenderFile("uncovered")
                                .signedElseToken(
                                        "HmacSignatureProcessor",
                                        "header: X-Webhook-Signature",
                                        "signed: \"{id}.{timestamp}\"",
                                        "id: $.id",
                                        "timestamp: X-Webhook-Timestamp",
                                        "secrets: mediahook.uncovered.webhook-secret")
                                .mapping("jobId: $.id", "status: $.status", "failed: failed", "thin: true")));
    }

    private static HttpResponse<String> comma(TestGateway gateway, String path, String job) {
        long now = Instant.now().getEpochSecond();
        String signed = now + "," + new String(body(job), UTF_8);
        return gateway.post(
                path,
                body(job),
                "X-Comma-Signature",
                "t=" + now + ",v1=" + TestGateway.hmac(SECRET, signed.getBytes(UTF_8)));
    }

    private static HttpResponse<String> uncovered(TestGateway gateway, String job) {
        String now = Long.toString(Instant.now().getEpochSecond());
        String signature = TestGateway.hmac(SECRET, (job + "." + now).getBytes(UTF_8));
        return gateway.post(
                "/webhooks/uncovered", body(job), "X-Webhook-Signature", signature, "X-Webhook-Timestamp", now);
    }

    private static byte[] body(String job) {
        return ("{\"id\":\"" + job + "\",\"status\":\"failed\"}").getBytes(UTF_8);
    }
}
