package dev.mediahook.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations and sizes as people write them. */
public final class Amounts {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18})\\s*([a-z]*)");

    /** Times of the next million years can be stored in milliseconds. Longer durations are typing errors. */
    private static final Duration LONGEST = Duration.ofDays(365_000_000);

    private Amounts() {}

    /**
     * Parses a whole number with a unit ({@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 30d}). A number
     * without a unit means milliseconds, as in Camel.
     *
     * @throws IllegalArgumentException if the text is no duration
     */
    public static Duration duration(String text) {
        Matcher matcher = matcher(text);
        long number = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "", "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> throw new IllegalArgumentException(text);
                };
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    /** Parses a whole number of bytes, with or without a unit: kB, MB, GB count by 1000; KiB, MiB, GiB by 1024. */
    public static long bytes(String text) {
        Matcher matcher = matcher(text);
        long number = Long.parseLong(matcher.group(1));
        long unit =
                switch (matcher.group(2)) {
                    case "", "b" -> 1;
                    case "kb" -> 1_000;
                    case "mb" -> 1_000_000;
                    case "gb" -> 1_000_000_000;
                    case "kib" -> 1L << 10;
                    case "mib" -> 1L << 20;
                    case "gib" -> 1L << 30;
                    default -> throw new IllegalArgumentException(text);
                };
        return Math.multiplyExact(number, unit);
    }

    private static Matcher matcher(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }
}
