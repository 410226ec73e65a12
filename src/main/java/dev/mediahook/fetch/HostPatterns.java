package dev.mediahook.fetch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which hosts a medium may come from: {@code *.example.com} is every host below, {@code cdn.example.com} is that one. */
public final class HostPatterns {

    private final List<String> patterns;

    private HostPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /** Reads comma-separated patterns; none at all means any host. */
    public static HostPatterns of(String text) {
        return new HostPatterns(Arrays.stream(text.split(","))
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    boolean allow(String host) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern ->
                                pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern));
    }
}
