package dev.mediahook.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a secret as the sender shows it becomes the key of the HMAC. Three senders write {@code whsec_…} and mean three
 * different keys by it, so this is never guessed.
 */
public enum KeyDerivation {
    /** The UTF-8 bytes of the whole secret, any {@code whsec_} included. */
    WHOLE_TEXT {
        @Override
        byte[] key(String secret) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    },
    /** The UTF-8 bytes of what follows {@code whsec_}. */
    TEXT_AFTER_PREFIX {
        @Override
        byte[] key(String secret) {
            return withoutPrefix(secret).getBytes(StandardCharsets.UTF_8);
        }
    },
    /** What follows {@code whsec_}, or all of it if it has no such prefix, base64-decoded: the key of Standard Webhooks. */
    BASE64_AFTER_PREFIX {
        @Override
        byte[] key(String secret) {
            return Base64.getDecoder().decode(withoutPrefix(secret));
        }
    };

    /**
     * The key's bytes.
     *
     * @throws IllegalArgumentException if the secret is not of this form
     */
    abstract byte[] key(String secret);

    private static String withoutPrefix(String secret) {
        return secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret;
    }
}
