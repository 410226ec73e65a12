package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a verification costs on one thread: plain HMAC over the body, Standard Webhooks, Ed25519 with a
 * published key. Their rounds take turns, so that other work on the machine affects all alike. The median of the rounds
 * counts.
 */
final class VerifyBench {

    private static final int ROUNDS = 15;
    private static final int BODY = 1024;
    private static final Instant NOW = Instant.ofEpochSecond(1780000000);
    private static final String TIME = "1780000000";
    private static final String SECRET = "whsec_bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=";

    private record Case(Verifier verifier, Delivery delivery, int perRound) {}

    private VerifyBench() {}

    public static void main(String[] args) throws GeneralSecurityException {
        byte[] body = "m".repeat(BODY).getBytes(StandardCharsets.UTF_8);
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("HMAC over the body", hmac(body));
        cases.put("Standard Webhooks", standardWebhooks(body));
        cases.put("Ed25519, one key of a JWKS", ed25519(body));
        Map<String, double[]> micros = new LinkedHashMap<>();
        for (int round = -5; round < ROUNDS; round++) {
            for (Map.Entry<String, Case> one : cases.entrySet()) {
                double taken = microsEach(one.getValue());
                if (round >= 0) {
                    micros.computeIfAbsent(one.getKey(), name -> new double[ROUNDS])[round] = taken;
                }
            }
        }
        double plain = median(micros.get("HMAC over the body"));
        micros.forEach((name, taken) -> System.out.printf(
                "%-28s %8.2f us a verification, %6.2f x HMAC, %8.0f a second%n",
                name, median(taken), median(taken) / plain, 1e6 / median(taken)));
    }

    private static double microsEach(Case one) {
        long begun = System.nanoTime();
        for (int i = 0; i < one.perRound(); i++) {
            if (!(one.verifier().verify(one.delivery()) instanceof Verdict.Verified)) {
                throw new IllegalStateException("not verified");
            }
        }
        return (System.nanoTime() - begun) / 1e3 / one.perRound();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Case hmac(byte[] body) {
        String signature = HexFormat.of()
                .formatHex(new HmacKey("HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8)).sign(List.of(body)));
        Verifier verifier = new HmacSignature(
                new SignatureForm(
                        new SignatureHeader("X-Signature", "", "sha256=", SignatureEncoding.HEX, false),
                        new SignedText("{body}", ""),
                        null),
                "HmacSHA256",
                KeyDerivation.WHOLE_TEXT,
                List.of(SECRET));
        return new Case(verifier, delivery(body, Map.of("X-Signature", "sha256=" + signature)), 20_000);
    }

    private static Case standardWebhooks(byte[] body) {
        byte[] signature = new HmacKey("HmacSHA256", KeyDerivation.BASE64_AFTER_PREFIX.key(SECRET))
                .sign(List.of(("msg_1." + TIME + ".").getBytes(StandardCharsets.UTF_8), body));
        return new Case(
                new StandardWebhooksSignature(List.of(SECRET), Duration.ofMinutes(5)),
                delivery(
                        body,
                        Map.of(
                                "webhook-id",
                                "msg_1",
                                "webhook-timestamp",
                                TIME,
                                "webhook-signature",
                                "v1," + Base64.getEncoder().encodeToString(signature))),
                20_000);
    }

    private static Case ed25519(byte[] body) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        byte[] set = ("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update(("r\nu\n" + TIME + "\n" + RawBody.of(body).sha256()).getBytes(StandardCharsets.UTF_8));
        Verifier verifier = new Ed25519Signature(
                new SignatureForm(
                        new SignatureHeader("X-Signature", "", "", SignatureEncoding.HEX, false),
                        new SignedText("{X-Request-Id}\n{X-User-Id}\n{timestamp}\n{sha256}", ""),
                        new SignedTime("X-Timestamp", "", Duration.ofMinutes(5))),
                "",
                new KeyCache<>(URI.create("https://keys.example/jwks"), address -> set, Ed25519KeySet::read));
        return new Case(
                verifier,
                delivery(
                        body,
                        Map.of(
                                "X-Request-Id",
                                "r",
                                "X-User-Id",
                                "u",
                                "X-Timestamp",
                                TIME,
                                "X-Signature",
                                HexFormat.of().formatHex(signing.sign()))),
                200);
    }

    private static Delivery delivery(byte[] body, Map<String, String> headers) {
        return new Delivery(
                new EventId(1),
                "acme",
                Via.WEBHOOK,
                NOW,
                RequestHead.of("/webhooks/acme", headers.entrySet()),
                RawBody.of(body));
    }
}
