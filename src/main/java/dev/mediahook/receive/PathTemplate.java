package dev.mediahook.receive;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A path template with named segments in braces: {@code /api/jobs/{sender}/{jobId}}. */
public final class PathTemplate {

    private static final Pattern REPLACEMENT_CHARACTER = Pattern.compile("(?i)%EF%BF%BD");

    private PathTemplate() {}

    /**
     * The named segments of a path, decoded. A segment with an invalid escape counts as absent, as does one whose
     * escapes are no UTF-8.
     *
     * @param path as requested
     */
    public static Map<String, String> parameters(String template, String path) {
        Map<String, String> parameters = new HashMap<>();
        String[] names = template.split("/", -1);
        String[] segments = path.split("/", -1);
        for (int at = 0; at < Math.min(names.length, segments.length); at++) {
            String name = names[at];
            if (name.startsWith("{") && name.endsWith("}")) {
                decoded(parameters, name.substring(1, name.length() - 1), segments[at]);
            }
        }
        return parameters;
    }

    /** Whether a path matches a template. Each name stands for one segment that is not empty. */
    public static boolean fits(String template, String path) {
        String[] names = template.split("/", -1);
        String[] segments =
                (path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
        if (names.length != segments.length) {
            return false;
        }
        for (int at = 0; at < names.length; at++) {
            boolean named = names[at].startsWith("{");
            if (named ? segments[at].isEmpty() : !names[at].equals(segments[at])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The path that a template gives with these values. A slash in a value is escaped and does not divide segments.
     *
     * @param parameters the value of each name of the template, decoded
     */
    public static String filled(String template, Map<String, String> parameters) {
        String path = template;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace(
                    "{" + parameter.getKey() + "}", parameter.getValue().replace("/", "%2F"));
        }
        return path;
    }

    /** Whether what is percent-encoded in a path is UTF-8. Other bytes would be read as the replacement character. */
    public static boolean isUtf8(String path) {
        // An id may hold that character itself.
        return path.indexOf('%') < 0
                || !decoded(REPLACEMENT_CHARACTER.matcher(path).replaceAll("x")).contains("\ufffd");
    }

    /** In a path, a plus is a literal plus. */
    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void decoded(Map<String, String> parameters, String name, String segment) {
        try {
            if (isUtf8(segment)) {
                parameters.put(name, decoded(segment));
            }
        } catch (IllegalArgumentException badEscape) {
            parameters.remove(name);
        }
    }
}
