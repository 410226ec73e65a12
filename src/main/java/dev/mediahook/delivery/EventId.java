package dev.mediahook.delivery;

/**
 * The id of an event: a positive number that grows with time. So sorting newest first needs no second index.
 *
 * @param value 42 bits of milliseconds since 1970, then 21 bits that distinguish events of the same millisecond and of
 *     several programs
 */
public record EventId(long value) {

    private static final String PREFIX = "ev_";

    /** The form used in answers and log lines: {@code ev_} and 13 digits of base 32. */
    @Override
    public String toString() {
        String digits = Long.toString(value, 32);
        return PREFIX + "0".repeat(13 - digits.length()) + digits;
    }

    /**
     * Parses the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text is no event id
     */
    public static EventId parse(String text) {
        if (!text.matches(PREFIX + "[0-9a-v]{13}")) {
            throw new IllegalArgumentException("no event id");
        }
        return new EventId(Long.parseLong(text.substring(PREFIX.length()), 32));
    }
}
