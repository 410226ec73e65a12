package dev.mediahook.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMACs as the senders make them. */
final class Hmac {

    private Hmac() {}

    /** HMAC-SHA256 in lower-case hex; the key is the whole secret as UTF-8 text. */
    static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(bytes("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), body));
    }

    /**
     * The HMAC over all pieces, one after the other.
     *
     * @throws IllegalArgumentException if the key is empty or there is no such algorithm
     */
    static byte[] bytes(String algorithm, byte[] key, byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] piece : pieces) {
                mac.update(piece);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("there is no HMAC named " + algorithm, unusable);
        }
    }
}
