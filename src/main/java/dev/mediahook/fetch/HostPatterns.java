package dev.mediahook.fetch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts a medium may come from. {@code *.example.com} matches every host below, {@code cdn.example.com} only that
 * host. A star elsewhere matches all or part of one label; a single star matches any host.
 */
public final class HostPatterns {

    private final List<Pattern> patterns;

    private HostPatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Parses comma-separated patterns; an empty list allows any host. */
    public static HostPatterns of(String text) {
        return new HostPatterns(Arrays.stream(text.split(","))
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .filter(pattern -> !pattern.isEmpty())
                .map(HostPatterns::compiled)
                .toList());
    }

    boolean allow(String host) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.matcher(host).matches());
    }

    private static Pattern compiled(String pattern) {
        if (pattern.equals("*")) {
            return Pattern.compile(".*");
        }
        boolean anyDepth = pattern.startsWith("*.");
        String rest = Pattern.quote(anyDepth ? pattern.substring(1) : pattern).replace("*", "\\E[^.]+\\Q");
        return Pattern.compile((anyDepth ? ".+" : "") + rest);
    }
}
