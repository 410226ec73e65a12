package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The token after the sender's own path: {@code /webhooks/{sender}/{token}}. */
public final class PathToken {

    private static final String WEBHOOKS = "webhooks";

    private PathToken() {}

    /**
     * Whether a client can send the token as one path segment. Characters that a URL must escape are fine: they are
     * decoded.
     */
    public static boolean canBeSent(String token) {
        return token.indexOf('/') < 0
                && !token.matches("\\.{1,2}")
                && token.codePoints().noneMatch(one -> Character.isISOControl(one) || one == '\ufffd');
    }

    /** The path after the sender. A slash at the end and percent-encoded characters make no difference. */
    static String in(Delivery delivery) {
        List<String> segments = Arrays.stream(delivery.head().path().split("/"))
                .map(PathToken::decoded)
                .toList();
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).equals(WEBHOOKS) && segments.get(i).equals(delivery.sender())) {
                return String.join("/", segments.subList(i + 1, segments.size()));
            }
        }
        return "";
    }

    /**
     * Decodes percent-encoding only: a plus stays a plus, unlike in a form. A segment that can't be decoded stays as it
     * is.
     */
    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }
}
