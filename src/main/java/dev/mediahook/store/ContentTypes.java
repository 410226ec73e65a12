package dev.mediahook.store;

import java.util.List;
import java.util.Locale;

/** Which content types are kept: {@code image/*} or {@code video/mp4}. */
public record ContentTypes(List<String> patterns) {

    public boolean keep(String contentType) {
        return patterns.stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.equals("*/*")
                        || (pattern.endsWith("/*")
                                ? contentType.startsWith(pattern.substring(0, pattern.length() - 1))
                                : contentType.equals(pattern)));
    }
}
