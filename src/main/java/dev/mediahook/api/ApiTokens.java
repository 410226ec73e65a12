package dev.mediahook.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two tokens of the API.
 *
 * @param steering the bearer token for all calls; empty: nobody may change anything
 * @param looking the bearer token for calls that change nothing; empty: there is no such token
 */
public record ApiTokens(Optional<String> steering, Optional<String> looking) {

    private static final String SCHEME = "Bearer ";

    /** Whether any token is set. Without one, every call is refused. */
    public boolean any() {
        return steering.isPresent() || looking.isPresent();
    }

    /**
     * What a caller may do. The comparison takes constant time, so it reveals nothing about either token.
     *
     * @param authorization the header's value; null if there is none
     */
    public Access of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Access.NONE;
        }
        String token = authorization.substring(SCHEME.length());
        // Each byte of a header becomes one character; clients send UTF-8.
        Access asSent = ofToken(new String(token.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        return asSent == Access.NONE ? ofToken(token) : asSent;
    }

    /**
     * What the bearer of a token may do. The comparison takes constant time, so it reveals nothing about either token.
     */
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

    /** Omits the tokens. */
    @Override
    public String toString() {
        return "ApiTokens";
    }
}
