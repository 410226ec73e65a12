package dev.mediahook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;

/**
 * Files whose senders are off. The routes of a team's own files are built all the same, so that faults show. If there
 * are many, only the first are built at the start, and the others after it.
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
     * @param shipped the files that come with Mediahook, by name
     */
    OffFiles(Map<String, Resource> shipped) {
        this.shipped = shipped;
    }

    /**
     * Whether the routes of a file can be built later: there are many such files, and only its own sender uses this
     * one.
     *
     * @param name the file's name, without its ending
     */
    boolean canWait(String name, Resource file, String text) {
        if (built < BUILT_AT_START || !isOfItsSenderAlone(text)) {
            built++;
            return false;
        }
        later.put(name, file);
        return true;
    }

    /** The files that were postponed, each returned once. */
    Map<String, Resource> waiting() {
        Map<String, Resource> waiting = new LinkedHashMap<>(later);
        later.clear();
        return waiting;
    }

    /** Whether a file is an exact copy of a shipped file. Building it would show nothing new. */
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
