package dev.mediahook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;

/**
 * Files whose senders are off. The routes of one of a team's own are built all the same, so that its faults show. If there are many,
 * only the first are built at the start, and the others after it.
 */
final class OffFiles {

    private static final int BUILT_AT_START = 5;

    private static final Pattern FROM = Pattern.compile("(?m)^[ -]*from:");
    private static final Pattern FROM_ITS_SENDER =
            Pattern.compile("(?m)^ +from: *\\R +uri: *[\"']?" + MediahookComponent.SCHEME + ":");
    private static final Pattern OTHER_PARTS = Pattern.compile("(?m)^(?!- (?:beans|route): *$)[^\\s#]");

    private final Map<String, Resource> shipped;
    private final Map<String, Resource> later = new LinkedHashMap<>();
    private int built;

    /**
     * @param shipped those that come with Mediahook, by their names
     */
    OffFiles(Map<String, Resource> shipped) {
        this.shipped = shipped;
    }

    /**
     * Whether the routes of a file can wait: there are many such files, and nobody but its sender can use them.
     *
     * @param name the file's, without its ending
     */
    boolean canWait(String name, Resource file, String text) {
        if (built < BUILT_AT_START || !isOfItsSenderAlone(text)) {
            built++;
            return false;
        }
        later.put(name, file);
        return true;
    }

    /** Those that waited, each once. */
    Map<String, Resource> waiting() {
        Map<String, Resource> waiting = new LinkedHashMap<>(later);
        later.clear();
        return waiting;
    }

    /** A copy of a shipped file beside the program says nothing that building the original did not show. */
    boolean isShipped(String name, String text) {
        return Optional.ofNullable(shipped.get(name)).flatMap(RouteText::of).map(RouteText::text).stream()
                .anyMatch(text::equals);
    }

    private static boolean isOfItsSenderAlone(String text) {
        return !OTHER_PARTS.matcher(text).find()
                && FROM.matcher(text).results().count()
                        == FROM_ITS_SENDER.matcher(text).results().count();
    }
}
