package dev.mediahook.notify;

import dev.mediahook.verify.HmacKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Signs what we send as Standard Webhooks 1.0.0 requires: HMAC-SHA256 over {@code id.timestamp.body}, base64,
 * {@code v1}.
 */
public final class NotificationSigner {

    private static final String PREFIX = "whsec_";

    private final HmacKey key;

    /**
     * @param secret {@code whsec_} and the key in base64
     * @throws IllegalArgumentException if the secret has another form
     */
    public NotificationSigner(String secret) {
        byte[] bytes =
                Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        this.key = new HmacKey(HmacKey.SHA256, bytes);
    }

    /** Whether a secret has the required form. */
    public static boolean takes(String secret) {
        try {
            new NotificationSigner(secret);
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** The three headers of a message. */
    Map<String, String> headers(String id, Instant attemptAt, String body) {
        String timestamp = Long.toString(attemptAt.getEpochSecond());
        byte[] signature = key.sign(List.of((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    }
}
