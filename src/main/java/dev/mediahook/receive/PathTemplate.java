package dev.mediahook.receive;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A path template with named segments in braces: {@code /api/jobs/{sender}/{jobId}}. */
public final class PathTemplate {

    private PathTemplate() {}

    /**
     * The named segments of a path, decoded. A segment with an invalid escape counts as absent.
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

    private static void decoded(Map<String, String> parameters, String name, String segment) {
        try {
            // In a path, a plus is a literal plus.
            parameters.put(name, URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEscape) {
            parameters.remove(name);
        }
    }
}
