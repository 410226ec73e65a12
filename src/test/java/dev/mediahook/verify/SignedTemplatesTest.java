package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.TIME;
import static dev.mediahook.verify.Deliveries.assertRefused;
import static dev.mediahook.verify.Deliveries.assertVerified;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Some senders sign more than the body, or something else. An independent HMAC computed their vectors. */
class SignedTemplatesTest {

    private static final String NOW = Long.toString(TIME);

    private static final String OPENROUTER_BODY = "{\"type\":\"video.generation.completed\",\"created_at\":"
            + "\"2026-06-01T00:00:00.000Z\",\"data\":{\"id\":\"job-made-up-1\",\"status\":\"completed\",\"unsigned_urls\":"
            + "[\"https://openrouter.ai/api/v1/videos/job-made-up-1/content?index=0\"],\"usage\":{\"cost\":0.5}}}";
    private static final String OPENROUTER_SIGNATURE =
            "955e0e3772df46ed9ee87fcc98d3f59224af7ad8b3875dbcfc4c7c5b344fbd63";
    private static final String DEAPI_BODY = "{\"event\":\"job.completed\",\"delivery_id\":"
            + "\"00000000-0000-4000-8000-000000000002\",\"timestamp\":1780000000,\"data\":{\"job_request_id\":"
            + "\"req-made-up-1\",\"status\":\"done\",\"previous_status\":\"processing\",\"job_type\":\"txt2img\","
            + "\"result_url\":\"https://media.example/a.png\"}}";
    private static final String WAVESPEED_BODY = "{\"id\":\"wsp-made-up-1\",\"model\":\"wavespeed-ai/flux-dev\","
            + "\"outputs\":[\"https://media.example/a.jpeg\"],\"has_nsfw_contents\":[false],\"status\":\"completed\","
            + "\"error\":\"\"}";

    private static final HmacSignature OPENROUTER = new HmacSettings(
                    new SignatureHeader("X-OpenRouter-Signature", "v1", "", SignatureEncoding.HEX, false),
                    "{timestamp},{body}",
                    "",
                    time("X-OpenRouter-Signature", "t"),
                    "HmacSHA256",
                    KeyDerivation.WHOLE_TEXT,
                    List.of("or-test-secret"))
            .signature();

    @Test
    void verifiesTimeAndBodyJoinedByACommaInOneHeaderOfFields() {
        assertThat(OPENROUTER_BODY).hasSize(235);
        assertVerified(OPENROUTER.verify(
                Deliveries.of(OPENROUTER_BODY, "X-OpenRouter-Signature", "t=1780000000,v1=" + OPENROUTER_SIGNATURE)));
        assertVerified(OPENROUTER.verify(Deliveries.of(
                OPENROUTER_BODY, "X-OpenRouter-Signature", "t=1780000000, v1=00ff, v1=" + OPENROUTER_SIGNATURE)));
    }

    @Test
    void refusesTheSameJoinedByADot() {
        assertRefused(
                OPENROUTER.verify(Deliveries.of(
                        OPENROUTER_BODY,
                        "X-OpenRouter-Signature",
                        "t=1780000000,v1=740b189ecff565591ece6bc1c46cd534a334ac6923ef460fef8d3643188f7e53")),
                RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void refusesAHeaderWithoutItsFieldsOrWithTwoTimes() {
        assertRefused(
                OPENROUTER.verify(Deliveries.of(OPENROUTER_BODY, "X-OpenRouter-Signature", OPENROUTER_SIGNATURE)),
                RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(
                OPENROUTER.verify(
                        Deliveries.of(OPENROUTER_BODY, "X-OpenRouter-Signature", "v1=" + OPENROUTER_SIGNATURE)),
                RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(
                OPENROUTER.verify(Deliveries.of(
                        OPENROUTER_BODY, "X-OpenRouter-Signature", "t=1780000000,t=1,v1=" + OPENROUTER_SIGNATURE)),
                RefusalCause.SIGNATURE_MALFORMED);
    }

    @Test
    void verifiesATimeInAHeaderOfItsOwn() {
        HmacSignature deapi = new HmacSettings(
                        new SignatureHeader("X-DeAPI-Signature", "", "sha256=", SignatureEncoding.HEX, false),
                        "{timestamp}.{body}",
                        "",
                        time("X-DeAPI-Timestamp", ""),
                        "HmacSHA256",
                        KeyDerivation.WHOLE_TEXT,
                        List.of("deapi-test-secret"))
                .signature();

        assertThat(DEAPI_BODY).hasSize(254);
        assertVerified(deapi.verify(Deliveries.of(
                DEAPI_BODY,
                "X-DeAPI-Signature",
                "sha256=5e6858de08b639e285eee34e3f11a9a68bef8ae2f36d8db828836d3938cd87b5",
                "X-DeAPI-Timestamp",
                NOW)));
    }

    @Test
    void verifiesAListInHexWithTheTextAfterThePrefixAsKey() {
        HmacSignature wavespeed = new HmacSettings(
                        new SignatureHeader("webhook-signature", "", "v3,", SignatureEncoding.HEX, true),
                        "{id}.{timestamp}.{body}",
                        "webhook-id",
                        time("webhook-timestamp", ""),
                        "HmacSHA256",
                        KeyDerivation.TEXT_AFTER_PREFIX,
                        List.of("whsec_c2VjcmV0LW1hZGUtdXA="))
                .signature();

        assertThat(WAVESPEED_BODY).hasSize(157);
        assertVerified(wavespeed.verify(Deliveries.of(
                WAVESPEED_BODY,
                "webhook-id",
                "wsp-made-up-1",
                "webhook-timestamp",
                NOW,
                "webhook-signature",
                "v1,AAAA v3,e20d7d68c15f261ecbdf4c2134665411c71873c48f57a7a25124e81cde85a67b")));
    }

    @Test
    void verifiesBareBase64WithADecodedKeyThatHasNoPrefix() {
        HmacSignature pollo = new HmacSettings(
                        new SignatureHeader("X-Webhook-Signature", "", "", SignatureEncoding.BASE64, false),
                        "{id}.{timestamp}.{body}",
                        "X-Webhook-Id",
                        time("X-Webhook-Timestamp", ""),
                        "HmacSHA256",
                        KeyDerivation.BASE64_AFTER_PREFIX,
                        List.of("cG9sbG8tbWFkZS11cC1zZWNyZXQta2V5"))
                .signature();

        assertVerified(pollo.verify(Deliveries.of(
                "{\"taskId\":\"pol-made-up-1\",\"status\":\"succeed\"}",
                "X-Webhook-Id",
                "wid-1",
                "X-Webhook-Timestamp",
                NOW,
                "X-Webhook-Signature",
                "kuIW9HMJZDdJAAQAl6Tl07vTkruelMz7/5Ly8oLJ2Q8=")));
    }

    @Test
    void tellsASignatureThatLeavesTheBodyUncovered() {
        HmacSignature kie = new HmacSettings(
                        new SignatureHeader("X-Webhook-Signature", "", "", SignatureEncoding.BASE64, false),
                        "{id}.{timestamp}",
                        "$.data.taskId $.data.task_id $.taskId $.task_id",
                        time("X-Webhook-Timestamp", ""),
                        "HmacSHA256",
                        KeyDerivation.WHOLE_TEXT,
                        List.of("kie-test-key"))
                .signature();
        String signature = "Z34RzINVekEro6yuRZGjpbQrd36zfJpyZE+3F7eRJAI=";

        assertThat(kie.verify(Deliveries.of(
                        "{\"data\":{\"task_id\":\"kie-made-up-1\"}}",
                        "X-Webhook-Timestamp",
                        NOW,
                        "X-Webhook-Signature",
                        signature)))
                .isEqualTo(new Verdict.Verified(Proof.TOKEN));
        assertRefused(
                kie.verify(Deliveries.of("{}", "X-Webhook-Timestamp", NOW, "X-Webhook-Signature", signature)),
                RefusalCause.SIGNATURE_MALFORMED);
    }

    @Test
    void refusesWhatIsOlderOrNewerThanTheToleranceAndSaysWhich() {
        String header = "t=1780000000,v1=" + OPENROUTER_SIGNATURE;

        assertVerified(OPENROUTER.verify(Deliveries.at(TIME + 300, OPENROUTER_BODY, "X-OpenRouter-Signature", header)));
        assertRefused(
                OPENROUTER.verify(Deliveries.at(TIME + 301, OPENROUTER_BODY, "X-OpenRouter-Signature", header)),
                RefusalCause.SIGNATURE_TOO_OLD);
        assertRefused(
                OPENROUTER.verify(Deliveries.at(TIME - 301, OPENROUTER_BODY, "X-OpenRouter-Signature", header)),
                RefusalCause.SIGNATURE_TOO_NEW);
        assertRefused(
                OPENROUTER.verify(Deliveries.at(TIME + 301, "{}", "X-OpenRouter-Signature", header)),
                RefusalCause.SIGNATURE_WRONG);
    }

    private static SignedTime time(String header, String field) {
        return new SignedTime(header, field, Duration.ofMinutes(5));
    }
}
