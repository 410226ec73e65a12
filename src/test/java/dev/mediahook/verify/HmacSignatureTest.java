package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.assertRefused;
import static dev.mediahook.verify.Deliveries.assertVerified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The senders' schemes, pinned by vectors that an independent HMAC computed. */
class HmacSignatureTest {

    private static final String BFL_BODY = "{\"id\":\"gen_abc123xyz\",\"status\":\"Ready\",\"result\":{\"sample\":"
            + "\"https://bfldeliveryprod.blob.core.windows.net/results/a.jpeg\",\"prompt\":\"a\",\"seed\":1234567890},"
            + "\"timestamp\":\"2025-01-15T10:30:00Z\"}";
    private static final String BFL_SIGNATURE =
            "sha256=ec34bd1a900cb31ed90704a1fe57aff9ef50663d5a5936a1003b6d1492502f8f";
    private static final String BLUMA_BODY = "{\"id\":\"evt_abc123xyz\",\"type\":\"video.completed\",\"created_at\":"
            + "\"2025-11-03T10:31:45Z\",\"data\":{\"id\":\"batch_abc123\"}}";
    private static final String BLUMA_SECRET = "whsec_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6";
    private static final String ABSTRAKT_BODY = "{\"request_id\":\"abc123\",\"status\":\"completed\",\"metrics\":"
            + "{\"inference_time\":45.20,\"queue_time\":2.1}}";

    private static final HmacSignature BFL = hex("X-BFL-Signature", "sha256=", "your-secret-key-here");
    private static final HmacSignature BLUMA = hex("X-Bluma-Signature", "sha256=", BLUMA_SECRET);
    private static final HmacSignature ABSTRAKT = hex("X-Abstrakt-Signature", "", "your_secret_here");

    @Test
    void verifiesTheVectorOfBfl() {
        assertThat(BFL_BODY).hasSize(188);
        assertThat(BFL.verify(delivery(BFL_BODY, "X-BFL-Signature", BFL_SIGNATURE)))
                .isEqualTo(new Verdict.Verified(Proof.SIGNED));
    }

    @Test
    void verifiesTheVectorOfBlumaWithTheWholeSecretAsKey() {
        assertThat(BLUMA.verify(delivery(
                        BLUMA_BODY,
                        "X-Bluma-Signature",
                        "sha256=7892b47764f64a5e64baedd287d4caa37b3d453d2deb35b2e72b76e40b97cccc")))
                .isEqualTo(new Verdict.Verified(Proof.SIGNED));
    }

    @Test
    void refusesASignatureMadeWithTheDecodedSecret() {
        assertRefused(
                BLUMA.verify(delivery(
                        BLUMA_BODY,
                        "X-Bluma-Signature",
                        "sha256=54658a72b9749d08d0e987632cc0876c33391f180fff5ff25da1e2bbc5c6eda5")),
                RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void verifiesTheVectorOfAbstraktOverTheRawBytes() {
        assertThat(ABSTRAKT.verify(delivery(
                        ABSTRAKT_BODY,
                        "X-Abstrakt-Signature",
                        "1d3c96ed00deea44e603b6d1b6a9099dd9860a32d77c4fbf2b121102b274bc6f")))
                .isEqualTo(new Verdict.Verified(Proof.SIGNED));
    }

    @Test
    void refusesASignatureOverTheBodyWrittenAnew() {
        assertRefused(
                ABSTRAKT.verify(delivery(
                        ABSTRAKT_BODY,
                        "X-Abstrakt-Signature",
                        "d3ed49307e44e031cc11aefe5a28cee5074b22aabc95d3233ab0aaf5859a2c8d")),
                RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void refusesABodyWithOneByteChanged() {
        assertRefused(
                BFL.verify(delivery(BFL_BODY.replace("gen_", "gem_"), "X-BFL-Signature", BFL_SIGNATURE)),
                RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void refusesAHeaderThatIsMissingOrHasNoPrefixOrIsShort() {
        assertRefused(BFL.verify(delivery(BFL_BODY, "X-Other", BFL_SIGNATURE)), RefusalCause.SIGNATURE_MISSING);
        assertRefused(
                BFL.verify(delivery(BFL_BODY, "X-BFL-Signature", BFL_SIGNATURE.substring(7))),
                RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(
                BFL.verify(delivery(BFL_BODY, "X-BFL-Signature", BFL_SIGNATURE.substring(0, 30))),
                RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(
                BFL.verify(delivery(BFL_BODY, "X-BFL-Signature", BFL_SIGNATURE.substring(0, 31))),
                RefusalCause.SIGNATURE_WRONG);
        assertRefused(BFL.verify(delivery(BFL_BODY, "X-BFL-Signature", "sha256=")), RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void takesAnyOfSeveralSecrets() {
        HmacSignature rotating = hex("X-BFL-Signature", "sha256=", "the-new-one", "your-secret-key-here");

        assertThat(rotating.verify(delivery(BFL_BODY, "X-BFL-Signature", BFL_SIGNATURE)))
                .isEqualTo(new Verdict.Verified(Proof.SIGNED));
    }

    @Test
    void readsTheKeyOfStandardWebhooksFromBase64() {
        assertThat(KeyDerivation.BASE64_AFTER_PREFIX.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .hasSize(24);
        assertThat(KeyDerivation.TEXT_AFTER_PREFIX.key("whsec_abc")).isEqualTo("abc".getBytes(UTF_8));
        assertThat(KeyDerivation.WHOLE_TEXT.key("whsec_abc")).isEqualTo("whsec_abc".getBytes(UTF_8));
    }

    @Test
    void takesHexInEitherCaseAndRefusesTwoHeaders() {
        String upper = "sha256=" + BFL_SIGNATURE.substring(7).toUpperCase(java.util.Locale.ROOT);

        assertThat(BFL.verify(delivery(BFL_BODY, "X-BFL-Signature", upper)))
                .isEqualTo(new Verdict.Verified(Proof.SIGNED));
        assertRefused(
                BFL.verify(Deliveries.of(BFL_BODY, "X-BFL-Signature", BFL_SIGNATURE, "x-bfl-signature", BFL_SIGNATURE)),
                RefusalCause.SIGNATURE_REPEATED);
    }

    @Test
    void verifiesTheBodyAloneWithTheWholeTextAsKey() {
        HmacSignature heygen = hex("Heygen-Signature", "", "whsec_made_up_heygen");

        assertVerified(heygen.verify(Deliveries.of(
                "{\"event_type\":\"avatar_video.success\",\"event_data\":{\"video_id\":\"vid-made-up-1\",\"url\":"
                        + "\"https://media.example/a.mp4\",\"callback_id\":\"cb-1\"}}",
                "Heygen-Signature",
                "cc2f4e4ba604ea89901d82ed1c0c3867b5e71b7b2b5635b518457ecd674ca4f1")));
    }

    @Test
    void refusesATemplateWithoutTheirPlaces() {
        assertThatThrownBy(() -> new SignedText("{id}.{body}", "")).hasMessageStartingWith("id:");
        assertThatThrownBy(() -> new SignedText("body", "")).hasMessageStartingWith("signed:");
        assertThatThrownBy(() -> new SignatureForm(
                        new SignatureHeader("s", "", "", SignatureEncoding.HEX, false),
                        new SignedText("{timestamp}.{body}", ""),
                        null))
                .hasMessageStartingWith("timestamp:");
    }

    private static HmacSignature hex(String header, String prefix, String... secrets) {
        SignatureHeader place = new SignatureHeader(header, "", prefix, SignatureEncoding.HEX, false);
        return new HmacSignature(
                new SignatureForm(place, new SignedText("{body}", ""), null),
                "HmacSHA256",
                KeyDerivation.WHOLE_TEXT,
                List.of(secrets));
    }

    private static Delivery delivery(String body, String header, String value) {
        return Deliveries.of(body, header, value);
    }
}
