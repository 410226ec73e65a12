package dev.mediahook.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may look, and who may steer besides.
 *
 * @param steering the bearer token that opens every call; empty: nobody steers
 * @param looking the bearer token that opens the calls that change nothing; empty: nobody has one
 */
public record ApiTokens(Optional<String> steering, Optional<String> looking) {

    private static final String SCHEME = "Bearer ";

    /** Whether there is any token, so that the API is open to anybody. */
    public boolean any() {
        return steering.isPresent() || looking.isPresent();
    }

    /**
     * What a caller may do; found out in a time that tells nothing of either token.
     *
     * @param authorization the header's value; null if there is none
     */
    public Access of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Access.NONE;
        }
        String token = authorization.substring(SCHEME.length());
        // Of a header each byte is a character; a client sends those of UTF-8.
        Access asSent = ofToken(new String(token.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        return asSent == Access.NONE ? ofToken(token) : asSent;
    }

    /** What the bearer of a token may do. The comparison takes a time that tells nothing of either token. */
    public Access ofToken(String token) {
        boolean steers = equal(steering, token);
        boolean looks = equal(looking, token);
        return steers ? Access.STEER : looks ? Access.LOOK : Access.NONE;
    }

    private static boolean equal(Optional<String> expected, String token) {
        return MessageDigest.isEqual(bytes(expected.orElse("")), bytes(token)) && expected.isPresent();
    }

    private static byte[] bytes(String text) {
        return text.strip().getBytes(StandardCharsets.UTF_8);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "ApiTokens";
    }
}
