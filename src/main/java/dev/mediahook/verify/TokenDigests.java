package dev.mediahook.verify;

import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Sha256;
import dev.mediahook.receive.RefusalCause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The valid tokens. They are compared as digests, so that the time taken does not reveal even a token's length. */
final class TokenDigests {

    private final List<byte[]> digests;

    TokenDigests(List<String> tokens) {
        this.digests = tokens.stream()
                .map(token -> sha256(token.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /**
     * The verdict on a token.
     *
     * @param given empty if the delivery has none
     */
    Verdict verdict(String given) {
        if (given.isEmpty()) {
            return new Verdict.Refused(RefusalCause.TOKEN_MISSING);
        }
        byte[] digest = sha256(given.getBytes(StandardCharsets.UTF_8));
        // In a header, each byte is one character; clients send the bytes of UTF-8.
        byte[] asSent = sha256(given.getBytes(StandardCharsets.ISO_8859_1));
        boolean matches = false;
        for (byte[] valid : digests) {
            matches |= MessageDigest.isEqual(valid, digest);
            matches |= MessageDigest.isEqual(valid, asSent);
        }
        return matches ? new Verdict.Verified(Proof.TOKEN) : new Verdict.Refused(RefusalCause.TOKEN_WRONG);
    }

    private static byte[] sha256(byte[] token) {
        return Sha256.digest().digest(token);
    }
}
