package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.assertRefused;
import static dev.mediahook.verify.Deliveries.assertVerified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Verifies a vector that was computed with the key of RFC 8032's first test. Also specifies the key cache during a key
 * rotation and an outage.
 */
class Ed25519SignatureTest {

    private static final long TIME = 1700000000;
    private static final String BODY = "{\"request_id\":\"req-1\",\"status\":\"OK\"}";
    private static final String SIGNATURE = "34621838f33ffd2148d75db79aa01f3f9a1569a472d9f0d307b3d61132ce2eb6"
            + "ebf0d02121dc3292b1e3e646d9ae3108b508b2ee8a57e0089a5f8fcf606f1b00";
    private static final String RIGHT = set("right", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    private static final String OTHER = set("other", "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");

    private String published = RIGHT;
    private boolean away;
    private int fetches;

    private final Verifier verifier = new Ed25519Signature(
            new SignatureForm(
                    new SignatureHeader("X-Acme-Signature", "", "", SignatureEncoding.HEX, false),
                    new SignedText("{X-Acme-Request-Id}\\n{X-Acme-User-Id}\\n{timestamp}\\n{sha256}", ""),
                    new SignedTime("X-Acme-Timestamp", "", Duration.ofMinutes(5))),
            "X-Acme-Key-Id",
            new KeyCache<>(URI.create("https://keys.example/jwks"), this::fetch, Ed25519KeySet::read));

    @Test
    void verifiesTheVectorAndFetchesTheKeysOnce() {
        assertVerified(verifier.verify(delivery(TIME, BODY)));
        assertVerified(verifier.verify(delivery(TIME + 300, BODY)));

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void refusesAChangedBodyAndWhatIsOutOfTime() {
        assertRefused(verifier.verify(delivery(TIME, BODY + " ")), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verifier.verify(delivery(TIME + 301, BODY)), RefusalCause.SIGNATURE_TOO_OLD);
        assertRefused(verifier.verify(delivery(TIME - 301, BODY)), RefusalCause.SIGNATURE_TOO_NEW);
    }

    @Test
    void fetchesNothingForADeliveryWithoutASignature() {
        assertRefused(verifier.verify(Deliveries.at(TIME, BODY)), RefusalCause.SIGNATURE_MISSING);

        assertThat(fetches).isZero();
    }

    @Test
    void fetchesTheKeysAgainForASignatureThatNoneOfThemMade() {
        published = OTHER;
        assertRefused(verifier.verify(delivery(TIME, BODY)), RefusalCause.KEY_UNKNOWN);
        published = RIGHT;

        assertVerified(verifier.verify(delivery(TIME + 61, BODY)));
    }

    @Test
    void fetchesOnceAMinuteHoweverManyForgedDeliveriesCome() {
        for (int i = 0; i < 100; i++) {
            verifier.verify(delivery(TIME, BODY + " "));
        }

        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void keepsTheLastGoodKeysThroughAnOutage() {
        assertVerified(verifier.verify(delivery(TIME, BODY)));
        away = true;

        Delivery twoDaysLater = Deliveries.at(TIME + 2 * 86400, BODY);
        assertRefused(verifier.verify(twoDaysLater), RefusalCause.SIGNATURE_MISSING);
        assertRefused(verifier.verify(delivery(TIME + 2 * 86400, BODY)), RefusalCause.SIGNATURE_TOO_OLD);
        published = "{\"keys\":[]}";
        away = false;
        assertRefused(verifier.verify(delivery(TIME + 4 * 86400, BODY)), RefusalCause.SIGNATURE_TOO_OLD);
    }

    @Test
    void putsDeliveriesOffWhileItHasNoKeysAtAllAndTriesAgainSoon() {
        away = true;
        assertRefused(verifier.verify(delivery(TIME, BODY)), RefusalCause.KEYS_UNAVAILABLE);
        assertRefused(verifier.verify(delivery(TIME + 1, BODY)), RefusalCause.KEYS_UNAVAILABLE);
        assertThat(fetches).isEqualTo(1);
        away = false;

        assertVerified(verifier.verify(delivery(TIME + 6, BODY)));
    }

    @Test
    void tellsAKeyThatIsNotPublishedFromAWrongSignature() {
        Delivery strange = Deliveries.at(TIME, BODY + " ", headers("strange"));

        assertRefused(verifier.verify(strange), RefusalCause.KEY_UNKNOWN);
    }

    @Test
    void readsWhatItCanOfASetOfKeys() throws IOException {
        String mixed =
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"!\"},7,"
                        + "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

        assertThat(Ed25519KeySet.read(mixed.getBytes(UTF_8))).hasSize(1);
    }

    private byte[] fetch(URI address) throws IOException {
        fetches++;
        if (away) {
            throw new IOException("away");
        }
        return published.getBytes(UTF_8);
    }

    private static Delivery delivery(long now, String body) {
        return Deliveries.at(now, body, headers("right"));
    }

    private static String[] headers(String keyId) {
        return new String[] {
            "X-Acme-Request-Id",
            "req-1",
            "X-Acme-User-Id",
            "user-1",
            "X-Acme-Timestamp",
            "1700000000",
            "X-Acme-Key-Id",
            keyId,
            "X-Acme-Signature",
            SIGNATURE
        };
    }

    private static String set(String id, String x) {
        return "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + id + "\",\"x\":\"" + x + "\"}]}";
    }
}
