package dev.mediahook.standin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Signs by Standard Webhooks 1.0.0. Source: standardwebhooks.com, the specification. */
final class StandardWebhooks {

    private static final String PREFIX = "whsec_";

    private StandardWebhooks() {}

    /** Whether a credential looks like a secret of Standard Webhooks, and not like a token. */
    static boolean isSecret(String credential) {
        return credential.startsWith(PREFIX);
    }

    /**
     * The headers of a delivery.
     *
     * @throws IllegalArgumentException if the secret is not {@code whsec_} and base64
     */
    static Map<String, String> headers(String secret, String id, Instant at, byte[] body) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(isSecret(secret) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the secret is not whsec_ and base64 after it", notBase64);
        }
        String time = Long.toString(at.getEpochSecond());
        byte[] before = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(Hmac.bytes("HmacSHA256", key, before, body));
        return Map.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", "v1," + signature);
    }
}
