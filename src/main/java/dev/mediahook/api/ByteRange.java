package dev.mediahook.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a medium (RFC 9110, section 14).
 *
 * @param from the first byte, counted from 0
 * @param length in bytes; 0: there is no such part
 */
record ByteRange(long from, long length) {

    /** Eighteen digits are enough for any medium, and fit into a long. */
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})", Pattern.CASE_INSENSITIVE);

    /**
     * Parses the header {@code Range}. Empty if the whole medium is to be sent: no range, several ranges, or a
     * malformed header.
     */
    static Optional<ByteRange> asked(String header, long size) {
        Matcher one = ONE.matcher(header.replace(" ", ""));
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(one.group(2)));
            return Optional.of(new ByteRange(size - last, last));
        }
        long from = Long.parseLong(one.group(1));
        long to = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
        if (to < from) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(from, Math.max(0, Math.min(size - 1, to) - from + 1)));
    }

    boolean satisfiable() {
        return length > 0;
    }
}
