package dev.mediahook.submit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Escapes a stranger's text for use as a path segment in a request that carries a key. */
final class PathSegment {

    /** RFC 3986, 2.3. */
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    private static final Pattern DOTS_ALONE = Pattern.compile("(?is)(.*[/\\\\])?(\\.|%(25)*2e){1,2}([/\\\\].*)?");
    private static final Pattern CODED_SLASH = Pattern.compile("(?i)%(25)*(2f|5c)");

    private PathSegment() {}

    /**
     * Whether the text can stand in a path and mean only itself. A segment of dots leads elsewhere, and so may an
     * encoded slash, if a server or proxy decodes the path first.
     */
    static boolean isSafe(String text) {
        return !text.isEmpty()
                && !DOTS_ALONE
                        .matcher(CODED_SLASH.matcher(text).replaceAll("/"))
                        .matches();
    }

    /** The text, with all that is not unreserved percent-encoded. */
    static String of(String text) {
        StringBuilder segment = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) (one & 0xff));
            if (UNRESERVED.matcher(character).matches()) {
                segment.append(character);
            } else {
                segment.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return segment.toString();
    }

    /**
     * A text of one segment or several, such as a model; none of them leads out of its place.
     *
     * @throws IllegalArgumentException if one would
     */
    static String severalOf(String text) {
        StringBuilder path = new StringBuilder();
        for (String segment : text.split("/", -1)) {
            if (!isSafe(segment)) {
                throw new IllegalArgumentException("\"" + text + "\" is no path of segments");
            }
            path.append(path.length() == 0 ? "" : "/").append(of(segment));
        }
        return path.toString();
    }
}
