package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.TIME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Delivery;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tells a sender that signs in another way than configured from one that does not know the secret. */
class NearMissTest {

    private static final String SECRET = "whsec_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6";
    private static final String BLUMA_BODY = "{\"id\":\"evt_abc123xyz\",\"type\":\"video.completed\",\"created_at\":"
            + "\"2025-11-03T10:31:45Z\",\"data\":{\"id\":\"batch_abc123\"}}";

    private final NearMiss nearMiss = new NearMiss(new HmacSettings(
            new SignatureHeader("X-Signature", "", "sha256=", SignatureEncoding.HEX, false),
            "{body}",
            "",
            null,
            "HmacSHA256",
            KeyDerivation.WHOLE_TEXT,
            List.of("another-secret", SECRET)));

    @Test
    void namesAnotherReadingOfTheKey() {
        assertThat(nearMiss.find(delivery(
                        BLUMA_BODY, "sha256=54658a72b9749d08d0e987632cc0876c33391f180fff5ff25da1e2bbc5c6eda5")))
                .contains("would verify with key=BASE64_AFTER_PREFIX");
    }

    @Test
    void namesAnotherTemplateEncodingAlgorithmAndPrefix() {
        byte[] timed = sign("HmacSHA256", TIME + ".{}");
        byte[] sha512 = sign("HmacSHA512", "{}");
        byte[] right = sign("HmacSHA256", "{}");

        assertThat(find("v1," + Base64.getEncoder().encodeToString(timed)))
                .contains("would verify with signed={timestamp}.{body} encoding=BASE64");
        assertThat(find("sha512=" + HexFormat.of().formatHex(sha512)))
                .contains("would verify with algorithm=HmacSHA512");
        assertThat(find(HexFormat.of().formatHex(right))).contains("would verify with another prefix or field");
    }

    @Test
    void findsNothingInASignatureOfAStranger() {
        assertThat(find("sha256=" + "00".repeat(32))).isEmpty();
        assertThat(find("nonsense")).isEmpty();
        assertThat(find("")).isEmpty();
    }

    @Test
    void looksOnceInTenSecondsAndAtSmallBodiesOnly() {
        String signature = "sha256=" + Base64.getEncoder().encodeToString(sign("HmacSHA256", "{}"));

        assertThat(nearMiss.find(at(TIME, "{}", signature))).isPresent();
        assertThat(nearMiss.find(at(TIME + 9, "{}", signature))).isEmpty();
        assertThat(nearMiss.find(at(TIME + 10, "{}", signature))).isPresent();
        assertThat(nearMiss.find(at(TIME + 20, "x".repeat((64 << 10) + 1), signature)))
                .isEmpty();
    }

    @Test
    void recognisesTheSchemeOfAnotherHeaderAndRepeatsNothingOfIt() {
        assertThat(foreign("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="))
                .isEqualTo("webhook-signature looks like Standard Webhooks");
        assertThat(foreign("Acme-Signature", "t=1,v1=00ff"))
                .isEqualTo("acme-signature looks like an HMAC with a signed time (t=…,v1=…)");
        assertThat(foreign("Authorization", "Bearer abc")).isEqualTo("authorization looks like a bearer token");
        assertThat(foreign("X-Signature", "sha256=00")).isEmpty();
        assertThat(foreign("Acme-Signature", "whatever")).isEmpty();
        assertThat(foreign("Acme-Signature", "v1," + "A".repeat(4000))).isEmpty();
        assertThat(foreign("acme_signature\"", "sha256=00")).isEmpty();
    }

    @Test
    void letsAThingHappenAgainAfterItsPauseAndAfterTheClockWasSetBack() {
        Throttle throttle = new Throttle(Duration.ofSeconds(10));

        assertThat(throttle.allows(Deliveries.of("").receivedAt())).isTrue();
        assertThat(throttle.allows(Deliveries.at(TIME + 9, "").receivedAt())).isFalse();
        assertThat(throttle.allows(Deliveries.at(TIME - 86400, "").receivedAt()))
                .isTrue();
        assertThat(throttle.allows(Deliveries.at(TIME - 86390, "").receivedAt()))
                .isTrue();
    }

    private static String foreign(String name, String value) {
        return ForeignScheme.in(Deliveries.of("{}", name, value).head(), "x-signature")
                .orElse("");
    }

    private java.util.Optional<String> find(String signature) {
        return new NearMiss(settings()).find(delivery("{}", signature));
    }

    private static HmacSettings settings() {
        return new HmacSettings(
                new SignatureHeader("X-Signature", "", "sha256=", SignatureEncoding.HEX, false),
                "{body}",
                "",
                null,
                "HmacSHA256",
                KeyDerivation.WHOLE_TEXT,
                List.of(SECRET));
    }

    private static byte[] sign(String algorithm, String text) {
        return new HmacKey(algorithm, SECRET.getBytes(UTF_8)).sign(List.of(text.getBytes(UTF_8)));
    }

    private static Delivery delivery(String body, String signature) {
        return at(TIME, body, signature);
    }

    private static Delivery at(long time, String body, String signature) {
        return Deliveries.at(time, body, "X-Signature", signature, "webhook-timestamp", Long.toString(TIME));
    }
}
