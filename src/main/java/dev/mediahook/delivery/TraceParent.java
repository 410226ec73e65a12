package dev.mediahook.delivery;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a piece of work belongs to, and which span it goes on from, as the header {@code traceparent} says it (W3C
 * Trace Context). Camel's tracers put it on their messages and look for it there.
 */
public final class TraceParent {

    public static final String HEADER = "traceparent";

    /** Version, trace, span, flags, and what a later version may add. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private TraceParent() {}

    /** What a request says, in the form of version 00; null if it says nothing, says it twice, or says anything else. */
    public static @Nullable String of(RequestHead head) {
        List<String> values = head.values(HEADER);
        return values.size() == 1 ? read(values.get(0)) : null;
    }

    /** The same of what a message has in its header, such as a tracer's own; null is nothing. */
    public static @Nullable String ofHeader(@Nullable Object header) {
        return header instanceof String value ? read(value) : null;
    }

    /** The same of one value. A stranger's other flags, and what follows them, are left out. */
    private static @Nullable String read(String value) {
        Matcher form = FORM.matcher(value.strip());
        if (!form.matches() || (form.group(1).equals("00") && form.group(5) != null)) {
            return null;
        }
        boolean sampled = (Integer.parseInt(form.group(4), 16) & 1) == 1;
        return "00-" + form.group(2) + "-" + form.group(3) + (sampled ? "-01" : "-00");
    }
}
