package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Verifies Standard Webhooks 1.0.0: {@code webhook-id}, {@code webhook-timestamp} and, in {@code webhook-signature}, a list of
 * {@code v1} (HMAC-SHA256) and {@code v1a} (Ed25519) signatures over {@code id.timestamp.body}, one of which has to be right.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">the specification</a>
 */
final class StandardWebhooksSignature implements Verifier {

    static final String HEADER = "webhook-signature";
    static final String SIGNED = "{id}.{timestamp}.{body}";
    static final String ID = "webhook-id";

    private static final String PUBLIC_KEY = "whpk_";

    private final SignatureForm symmetric;
    private final SignatureForm asymmetric;
    private final List<HmacKey> secrets;
    private final List<Ed25519Key> publicKeys;

    /**
     * @param secrets {@code whsec_} and a key in base64, or {@code whpk_} and a public key in base64; each is valid
     * @throws IllegalArgumentException if a secret is neither
     */
    StandardWebhooksSignature(List<String> secrets, Duration tolerance) {
        this.symmetric = form("v1,", tolerance);
        this.asymmetric = form("v1a,", tolerance);
        this.secrets = secrets.stream()
                .filter(secret -> !secret.startsWith(PUBLIC_KEY))
                .map(secret -> new HmacKey("HmacSHA256", KeyDerivation.BASE64_AFTER_PREFIX.key(secret)))
                .toList();
        this.publicKeys = secrets.stream()
                .filter(secret -> secret.startsWith(PUBLIC_KEY))
                .map(secret -> new Ed25519Key(Base64.getDecoder().decode(secret.substring(PUBLIC_KEY.length()))))
                .toList();
    }

    /** The form of a signature with that version prefix. */
    static SignatureForm form(String prefix, Duration tolerance) {
        return new SignatureForm(
                new SignatureHeader(HEADER, "", prefix, SignatureEncoding.BASE64, true),
                new SignedText(SIGNED, ID),
                new SignedTime("webhook-timestamp", "", tolerance));
    }

    @Override
    public Verdict verify(Delivery delivery) {
        if (publicKeys.isEmpty()) {
            return bySecret(delivery);
        }
        Verdict byPublicKey = byPublicKey(delivery);
        if (secrets.isEmpty() || byPublicKey instanceof Verdict.Verified || outOfTime(byPublicKey)) {
            return byPublicKey;
        }
        Verdict bySecret = bySecret(delivery);
        // A delivery with v1a alone is judged by v1a: v1 may be missing.
        return is(bySecret, RefusalCause.SIGNATURE_MALFORMED) && is(byPublicKey, RefusalCause.SIGNATURE_WRONG)
                ? byPublicKey
                : bySecret;
    }

    private Verdict bySecret(Delivery delivery) {
        return symmetric.verdict(delivery, (text, signatures) -> {
            boolean signed = false;
            for (HmacKey secret : secrets) {
                signed |= secret.matchesAny(signatures, text);
            }
            return signed;
        });
    }

    private Verdict byPublicKey(Delivery delivery) {
        return asymmetric.verdict(
                delivery, (text, signatures) -> publicKeys.stream().anyMatch(key -> key.matchesAny(signatures, text)));
    }

    /** The other kind of key can't change this verdict. */
    private static boolean outOfTime(Verdict verdict) {
        return is(verdict, RefusalCause.SIGNATURE_TOO_OLD) || is(verdict, RefusalCause.SIGNATURE_TOO_NEW);
    }

    private static boolean is(Verdict verdict, RefusalCause cause) {
        return verdict instanceof Verdict.Refused refused && refused.cause() == cause;
    }
}
