package dev.mediahook.verify;

import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RefusalCause;
import java.util.List;

/** Places besides the path where senders send a token back. */
final class TokenPlaces {

    private TokenPlaces() {}

    /** The value of one query parameter. */
    static Token.Place query(String parameter) {
        return delivery -> delivery.head().query(parameter);
    }

    /**
     * The value of one header.
     *
     * @param scheme the word before the token, such as {@code Bearer}, in any letter case; may be empty
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
}
