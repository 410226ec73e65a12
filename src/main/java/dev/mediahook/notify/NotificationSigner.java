package dev.mediahook.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what we send as Standard Webhooks 1.0.0 do: HMAC-SHA256 over {@code id.timestamp.body}, base64, {@code v1}. */
public final class NotificationSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private final SecretKeySpec key;

    /**
     * @param secret {@code whsec_} and the key in base64
     * @throws IllegalArgumentException where it is neither
     */
    public NotificationSigner(String secret) {
        byte[] bytes =
                Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Whether a secret is of the form that is wanted. */
    public static boolean takes(String secret) {
        try {
            return new NotificationSigner(secret).key.getEncoded().length > 0;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** The three headers of a message. */
    Map<String, String> headers(String id, Instant attemptAt, String body) {
        String timestamp = Long.toString(attemptAt.getEpochSecond());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "webhook-id", id,
                    "webhook-timestamp", timestamp,
                    "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
