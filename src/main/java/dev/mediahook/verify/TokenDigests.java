package dev.mediahook.verify;

import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Sha256;
import dev.mediahook.receive.RefusalCause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The tokens that are valid. They are compared as digests, so that not even a token's length shows in the time taken. */
final class TokenDigests {

    private final List<byte[]> digests;

    TokenDigests(List<String> tokens) {
        this.digests = tokens.stream().map(TokenDigests::sha256).toList();
    }

    /**
     * The verdict of a token.
     *
     * @param given empty if none came
     */
    Verdict verdict(String given) {
        if (given.isEmpty()) {
            return new Verdict.Refused(RefusalCause.TOKEN_MISSING);
        }
        byte[] digest = sha256(given);
        boolean matches = false;
        for (byte[] valid : digests) {
            matches |= MessageDigest.isEqual(valid, digest);
        }
        return matches ? new Verdict.Verified(Proof.TOKEN) : new Verdict.Refused(RefusalCause.TOKEN_WRONG);
    }

    private static byte[] sha256(String token) {
        return Sha256.digest().digest(token.getBytes(StandardCharsets.UTF_8));
    }
}
