package dev.mediahook.verify;

import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.RequestHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Where senders send a token back. */
final class TokenPlaces {

    private static final String WEBHOOKS = "webhooks";

    private TokenPlaces() {}

    /** What follows {@code /webhooks/{sender}/} in the path. A slash at the end and a percent-encoded character change nothing. */
    static String path(Delivery delivery) {
        List<String> segments = Arrays.stream(delivery.head().path().split("/"))
                .map(TokenPlaces::decoded)
                .toList();
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).equals(WEBHOOKS) && segments.get(i).equals(delivery.sender())) {
                return String.join("/", segments.subList(i + 1, segments.size()));
            }
        }
        return "";
    }

    /** The value of one query parameter. */
    static Token.Place query(String parameter) {
        return delivery -> delivery.head().query(parameter);
    }

    /**
     * The value of one header.
     *
     * @param scheme what stands before the token, such as {@code Bearer}, in any case of letters; may be empty
     */
    static Token.Place header(String name, String scheme) {
        return delivery -> header(delivery.head(), name, scheme);
    }

    private static String header(RequestHead head, String name, String scheme) throws Unverifiable {
        List<String> values = head.values(name);
        if (values.size() > 1) {
            throw new Unverifiable(RefusalCause.SIGNATURE_REPEATED, "several headers " + name);
        }
        if (values.isEmpty()) {
            return "";
        }
        String value = values.get(0).strip();
        if (scheme.isEmpty()) {
            return value;
        }
        if (!value.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)) {
            throw new Unverifiable(RefusalCause.SIGNATURE_MALFORMED, name + " does not begin with " + scheme);
        }
        return value.substring(scheme.length() + 1).strip();
    }

    /** Not as a form is decoded, where a plus is a blank. What can't be decoded is no token of ours as it is. */
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
