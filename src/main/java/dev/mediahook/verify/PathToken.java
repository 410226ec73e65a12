package dev.mediahook.verify;

import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Verifies an unguessable last segment of the path, for senders that sign nothing. */
public final class PathToken {

    private final List<byte[]> digests;

    /**
     * @param tokens at least one; each is valid
     */
    public PathToken(List<String> tokens) {
        this.digests = tokens.stream().map(PathToken::sha256).toList();
    }

    /** The verdict of all the tokens. */
    public Verdict verify(Delivery delivery) {
        return verify(delivery, digests);
    }

    /** The verdict of one other token alone. */
    static Verdict verify(Delivery delivery, String token) {
        return verify(delivery, List.of(sha256(token)));
    }

    private static Verdict verify(Delivery delivery, List<byte[]> digests) {
        String token = afterSender(delivery.head().path(), delivery.sender());
        if (token.isEmpty()) {
            return new Verdict.Refused(RefusalCause.TOKEN_MISSING);
        }
        byte[] given = sha256(token);
        boolean matches = false;
        for (byte[] digest : digests) {
            matches |= MessageDigest.isEqual(digest, given);
        }
        return matches ? new Verdict.Verified() : new Verdict.Refused(RefusalCause.TOKEN_WRONG);
    }

    /** Whatever follows {@code …/{sender}/} in the path. */
    private static String afterSender(String path, String sender) {
        int at = path.indexOf("/" + sender);
        int begin = at + sender.length() + 2;
        return at < 0 || begin > path.length() ? "" : path.substring(begin);
    }

    /** Hashing first makes all lengths equal, so that not even a token's length shows in the time taken. */
    private static byte[] sha256(String token) {
        return Sha256.digest().digest(token.getBytes(StandardCharsets.UTF_8));
    }
}
