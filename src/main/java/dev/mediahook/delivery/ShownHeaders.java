package dev.mediahook.delivery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a delivery, stored for display: limited in size, and without secrets or signatures. Those are hidden
 * before storing, so that no database holds them.
 */
public final class ShownHeaders {

    private static final int MOST = 8 << 10;
    private static final int LONGEST_VALUE = 1 << 10;

    /** A shorter path segment is no secret, and appears in many values by chance. */
    private static final int SHORTEST_TOKEN = 4;

    private static final String HIDDEN = "hidden";

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");

    /** A header is hidden if its name contains one of these words, whatever the sender uses it for. */
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
     * One header line of a delivery.
     *
     * @param name in lower case
     * @param value null if it is hidden
     */
    public record Header(String name, @Nullable String value) {}

    /** One line per header, only its name if the value is hidden; null if there are no headers. */
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

    /** Parses what {@link #of} has written; null gives an empty list. */
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

    /** The path segments after the sender are its token. A proxy may repeat the path in a header of its own. */
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
