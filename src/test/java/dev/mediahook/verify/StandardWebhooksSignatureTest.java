package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.assertRefused;
import static dev.mediahook.verify.Deliveries.assertVerified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies the vectors that the libraries of Standard Webhooks publish, and refuses what those libraries refuse. */
class StandardWebhooksSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1614265330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|msg_p5jXN8AQM9LWM0D4loKWxJek|1614265330|{\"test\": 2432232314}"
                        + "|v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD|msg_27UH4WbU6Z5A5EzD8u03UvzRbpk|1649367553"
                        + "|{\"email\":\"test@example.com\",\"username\":\"test_user\"}"
                        + "|v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
                "whsec_RdvaYFYUXuIFuEbvZHwMfYFhUf7aMYjYcmM24+Aj40c=|wh_685c059ae39c8190af8c71ed1022a24d|1750861210"
                        + "|{\"id\": \"evt_685c059ae3a481909bdc86819b066fb6\", \"object\": \"event\", \"created_at\": 1750861210,"
                        + " \"type\": \"response.completed\", \"data\": {\"id\": \"resp_123\"}}"
                        + "|v1,gUAg4R2hWouRZqRQG4uJypNS8YK885G838+EHb4nKBY=",
                "whsec_bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=|msg_made_up_1|1780000000"
                        + "|{\"status\":\"completed\",\"request_id\":\"00000000-0000-4000-8000-000000000001\",\"images\":"
                        + "[{\"url\":\"https://media.example/a.png\"}]}"
                        + "|v1,pomvH+anyBn+epxxhQ6CjRHBqdVe8DwOYMQ8+XVk3Uo=",
            })
    void verifiesThePublishedVectors(String secret, String id, long time, String body, String signature) {
        assertVerified(verifier(secret).verify(delivery(time, id, Long.toString(time), signature, body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=",
                "v1,",
                "v1",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "",
            })
    void refusesAWrongOrPartialSignature(String signature) {
        assertThat(verifier(SECRET).verify(delivery(TIME, ID, Long.toString(TIME), signature, BODY)))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void takesOneRightSignatureOfAList() {
        String list = OTHER + " v2," + OTHER.substring(3) + " " + SIGNATURE + " " + OTHER;

        assertVerified(verifier(SECRET).verify(delivery(TIME, ID, Long.toString(TIME), list, BODY)));
    }

    @Test
    void looksAtNoMoreThanTheFirstSignaturesOfAList() {
        String list = (OTHER + " ").repeat(100) + SIGNATURE;

        assertRefused(
                verifier(SECRET).verify(delivery(TIME, ID, Long.toString(TIME), list, BODY)),
                RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void refusesWhatIsMoreThanFiveMinutesOldOrAhead() {
        Verifier verifier = verifier(SECRET);
        String time = Long.toString(TIME);

        assertVerified(verifier.verify(delivery(TIME + 300, ID, time, SIGNATURE, BODY)));
        assertVerified(verifier.verify(delivery(TIME - 300, ID, time, SIGNATURE, BODY)));
        assertRefused(verifier.verify(delivery(TIME + 301, ID, time, SIGNATURE, BODY)), RefusalCause.SIGNATURE_TOO_OLD);
        assertRefused(verifier.verify(delivery(TIME - 301, ID, time, SIGNATURE, BODY)), RefusalCause.SIGNATURE_TOO_NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1614265330.0", "-1614265330", "hello", "", "99999999999999999999"})
    void refusesATimeThatIsNoUnixTime(String time) {
        assertRefused(
                verifier(SECRET).verify(delivery(TIME, ID, time, SIGNATURE, BODY)), RefusalCause.SIGNATURE_MALFORMED);
    }

    @Test
    void refusesADeliveryThatLacksOneOfTheThreeHeaders() {
        Delivery noId = Deliveries.at(TIME, BODY, "webhook-timestamp", "" + TIME, "webhook-signature", SIGNATURE);
        Delivery noTime = Deliveries.at(TIME, BODY, "webhook-id", ID, "webhook-signature", SIGNATURE);
        Delivery noSignature = Deliveries.at(TIME, BODY, "webhook-id", ID, "webhook-timestamp", "" + TIME);

        for (Delivery delivery : List.of(noId, noTime, noSignature)) {
            assertRefused(verifier(SECRET).verify(delivery), RefusalCause.SIGNATURE_MISSING);
        }
    }

    @Test
    void readsUnpaddedSecretsAndRefusesEmptyOnes() {
        assertThat(KeyDerivation.BASE64_AFTER_PREFIX.key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"))
                .hasSize(23);
        assertThat(KeyDerivation.BASE64_AFTER_PREFIX.key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr"))
                .hasSize(25);
        assertThatThrownBy(() -> verifier("whsec_")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> verifier("whsec_not base64")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> verifier("whpk_AAAA")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verifiesV1aByAPublicKeyBesideSecrets() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update((ID + "." + TIME + "." + BODY).getBytes(UTF_8));
        String signature = "v1a," + Base64.getEncoder().encodeToString(signing.sign());
        byte[] encoded = pair.getPublic().getEncoded();
        String publicKey = "whpk_"
                + Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        String time = Long.toString(TIME);

        assertVerified(verifier(publicKey).verify(delivery(TIME, ID, time, OTHER + " " + signature, BODY)));
        assertVerified(verifier(SECRET, publicKey).verify(delivery(TIME, ID, time, signature, BODY)));
        assertVerified(verifier(SECRET, publicKey).verify(delivery(TIME, ID, time, SIGNATURE, BODY)));
        assertRefused(
                verifier(publicKey).verify(delivery(TIME, ID, time, signature, BODY + " ")),
                RefusalCause.SIGNATURE_WRONG);
        assertRefused(
                verifier(SECRET, publicKey).verify(delivery(TIME + 301, ID, time, signature, BODY)),
                RefusalCause.SIGNATURE_TOO_OLD);
        assertRefused(
                verifier(SECRET, publicKey).verify(delivery(TIME, ID, time, signature, BODY + " ")),
                RefusalCause.SIGNATURE_WRONG);
        assertRefused(
                verifier(SECRET, publicKey).verify(delivery(TIME, ID, time, "v1a,AAAA v1,!", BODY)),
                RefusalCause.SIGNATURE_WRONG);
        assertRefused(
                verifier(SECRET, publicKey).verify(delivery(TIME, ID, time, "v2,AAAA", BODY)),
                RefusalCause.SIGNATURE_MALFORMED);
    }

    @Test
    void takesTheOldSecretAndTheNewOneDuringARotation() {
        Verifier verifier = verifier("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", SECRET);

        assertVerified(verifier.verify(delivery(TIME, ID, Long.toString(TIME), SIGNATURE, BODY)));
    }

    private static Verifier verifier(String... secrets) {
        return new StandardWebhooksSignature(List.of(secrets), Duration.ofMinutes(5));
    }

    private static Delivery delivery(long now, String id, String time, String signature, String body) {
        return Deliveries.at(now, body, "webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature);
    }
}
