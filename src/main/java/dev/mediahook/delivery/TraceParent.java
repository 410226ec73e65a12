package dev.mediahook.delivery;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a piece of work belongs to, and its parent span, in the form of the header {@code traceparent} (W3C
 * Trace Context). Camel's tracers write this header to messages and read it there.
 */
public final class TraceParent {

    public static final String HEADER = "traceparent";

    /** Version, trace id, parent id, flags, and what a later version may add. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private TraceParent() {}

    /**
     * The trace parent of a request, in the form of version 00; null if the header is missing, repeated or malformed.
     */
    public static @Nullable String of(RequestHead head) {
        List<String> values = head.values(HEADER);
        return values.size() == 1 ? read(values.get(0)) : null;
    }

    /** The trace parent in a message header, such as a tracer's own; null if there is none. */
    public static @Nullable String ofHeader(@Nullable Object header) {
        return header instanceof String value ? read(value) : null;
    }

    /** Keeps only the sampled flag. Other flags, and what follows them, are a stranger's and are dropped. */
    private static @Nullable String read(String value) {
        Matcher form = FORM.matcher(value.strip());
        if (!form.matches() || (form.group(1).equals("00") && form.group(5) != null)) {
            return null;
        }
        boolean sampled = (Integer.parseInt(form.group(4), 16) & 1) == 1;
        return "00-" + form.group(2) + "-" + form.group(3) + (sampled ? "-01" : "-00");
    }
}
