package dev.mediahook.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a secret as the sender shows it becomes the key of the HMAC. Three senders write {@code whsec_…} and mean three
 * different keys by it, so this is never guessed.
 */
public enum KeyDerivation {
    /** The UTF-8 bytes of the whole secret, any {@code whsec_} included. */
    WHOLE_TEXT("any text") {
        @Override
        byte[] key(String secret) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    },
    /** The UTF-8 bytes of what follows {@code whsec_}. */
    TEXT_AFTER_PREFIX("whsec_ and any text after it") {
        @Override
        byte[] key(String secret) {
            return withoutPrefix(secret).getBytes(StandardCharsets.UTF_8);
        }
    },
    /** What follows {@code whsec_}, base64-decoded: the key of Standard Webhooks 1.0.0. */
    BASE64_AFTER_PREFIX("whsec_ and base64 after it") {
        @Override
        byte[] key(String secret) {
            return Base64.getDecoder().decode(withoutPrefix(secret));
        }
    };

    private final String form;

    KeyDerivation(String form) {
        this.form = form;
    }

    /** What a secret looks like, for a message. */
    String form() {
        return form;
    }

    /**
     * The key's bytes.
     *
     * @throws IllegalArgumentException where the secret is not of this form
     */
    abstract byte[] key(String secret);

    private static String withoutPrefix(String secret) {
        return secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret;
    }
}
