package dev.mediahook.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may look and steer.
 *
 * @param text the bearer token; empty: nobody is let in
 */
public record ApiToken(Optional<String> text) {

    private static final String SCHEME = "Bearer ";

    /**
     * Whether a caller has it; compared in a time that tells nothing of it.
     *
     * @param authorization the header's value; null where there is none
     */
    public boolean opens(@Nullable String authorization) {
        return text.isPresent()
                && authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(bytes(text.get()), bytes(authorization.substring(SCHEME.length())));
    }

    private static byte[] bytes(String text) {
        return text.strip().getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ApiToken";
    }
}
