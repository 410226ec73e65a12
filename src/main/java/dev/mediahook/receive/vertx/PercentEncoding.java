package dev.mediahook.receive.vertx;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Percent-encoding in a request's target (RFC 3986, section 2.1). */
public final class PercentEncoding {

    private static final Pattern SLASH_OR_PERCENT = Pattern.compile("%(2[fF5])");

    private PercentEncoding() {}

    /** Whether a percent sign is not followed by two hex digits. */
    public static boolean isBroken(String target) {
        for (int at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (at + 2 >= target.length() || !isHex(target.charAt(at + 1)) || !isHex(target.charAt(at + 2))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The decoded path. Slashes and percent signs inside a segment stay encoded, and a trailing slash is dropped.
     * Whoever needs such a segment decodes it again.
     */
    static String decodedPath(String path) {
        String decoded = path.indexOf('%') < 0
                ? path
                : URLDecoder.decode(
                        SLASH_OR_PERCENT.matcher(path.replace("+", "%2B")).replaceAll("%25$1"), StandardCharsets.UTF_8);
        return decoded.length() > 1 && decoded.endsWith("/") ? decoded.substring(0, decoded.length() - 1) : decoded;
    }

    private static boolean isHex(char one) {
        return Character.digit(one, 16) >= 0 && one < 128;
    }
}
