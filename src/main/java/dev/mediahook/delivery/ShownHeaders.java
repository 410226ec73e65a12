package dev.mediahook.delivery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a delivery, as they are kept for whoever looks at it later: bounded, and without what opens or proves
 * anything. That is hidden before it is kept, so that no database holds it.
 */
public final class ShownHeaders {

    private static final int MOST = 8 << 10;
    private static final int LONGEST_VALUE = 1 << 10;

    /** A shorter part of a path is no secret, and stands in many a value by chance. */
    private static final int SHORTEST_TOKEN = 4;

    private static final String HIDDEN = "hidden";

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");

    /** Hidden is every header with one of these in its name, whatever its sender means by it. */
    private static final List<String> SECRET = List.of(
            "auth",
            "cookie",
            "secret",
            "token",
            "sig",
            "hmac",
            "key",
            "passw",
            "credential",
            "jwt",
            "session",
            "csrf",
            "cert");

    private ShownHeaders() {}

    /**
     * One line of a delivery's head.
     *
     * @param name in lower case
     * @param value null if it is hidden
     */
    public record Header(String name, @Nullable String value) {}

    /** One header a line, its name alone if its value is hidden; null if there is none. */
    public static @Nullable String of(RequestHead head) {
        if (head.names().isEmpty()) {
            return null;
        }
        List<String> tokens = tokens(head.path());
        StringBuilder lines = new StringBuilder(512);
        for (String name : head.names()) {
            for (String value : head.values(name)) {
                String line = head.hides(name) || secret(name)
                        ? clean(name)
                        : clean(name) + ": " + clean(cut(without(value, tokens)));
                if (lines.length() + line.length() >= MOST) {
                    return lines.toString();
                }
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    /** What {@link #of} has written. */
    public static List<Header> read(@Nullable String kept) {
        return kept == null ? List.of() : kept.lines().map(ShownHeaders::header).toList();
    }

    private static Header header(String line) {
        int colon = line.indexOf(": ");
        return colon < 0 ? new Header(line, null) : new Header(line.substring(0, colon), line.substring(colon + 2));
    }

    private static boolean secret(String name) {
        for (String word : SECRET) {
            if (name.contains(word)) {
                return !name.contains("idempotency");
            }
        }
        return false;
    }

    /** What follows the sender in the path is its token: a proxy may write the path into a header of its own. */
    private static List<String> tokens(String path) {
        int beforeSender = path.indexOf('/', 1);
        if (path.indexOf('/', beforeSender + 1) < 0) {
            return List.of();
        }
        List<String> tokens = new ArrayList<>();
        Arrays.stream(path.split("/", -1))
                .skip(3)
                .filter(segment -> segment.length() >= SHORTEST_TOKEN)
                .forEach(segment -> {
                    tokens.add(segment);
                    if (segment.indexOf('%') >= 0) {
                        tokens.add(decoded(segment));
                    }
                });
        return tokens;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }

    private static String without(String value, List<String> tokens) {
        String shown = value;
        for (String token : tokens) {
            shown = shown.replace(token, HIDDEN);
        }
        int query = shown.indexOf('?');
        boolean isUrl = query >= 0 && (shown.startsWith("/") || shown.contains("://"));
        return isUrl ? shown.substring(0, query + 1) + HIDDEN : shown;
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return CONTROL.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }
}
