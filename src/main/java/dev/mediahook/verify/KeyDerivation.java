package dev.mediahook.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a sender's secret becomes the key of the HMAC. Three senders write {@code whsec_…} and mean three different keys,
 * so this is never guessed.
 */
public enum KeyDerivation {
    /** The UTF-8 bytes of the whole secret, including any {@code whsec_}. */
    WHOLE_TEXT,
    /** The UTF-8 bytes of the text after {@code whsec_}. */
    TEXT_AFTER_PREFIX,
    /**
     * The base64-decoded text after {@code whsec_}, or of the whole secret if it has no such prefix, as in Standard
     * Webhooks.
     */
    BASE64_AFTER_PREFIX;

    /**
     * The key's bytes.
     *
     * @throws IllegalArgumentException if the secret does not have this form
     */
    byte[] key(String secret) {
        String text = this == WHOLE_TEXT ? secret : withoutPrefix(secret);
        return this == BASE64_AFTER_PREFIX ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutPrefix(String secret) {
        return secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret;
    }
}
