package dev.mediahook.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads a {@code Retry-After} header (RFC 9110, section 10.2.3), which holds seconds or a date. */
public final class RetryAfter {

    /** A longer wait is cut to this. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** How long the header asks to wait, at most a day; empty if it can't be read or its date has passed. */
    public static Optional<Duration> of(String value, Instant now) {
        String text = value.strip();
        try {
            Duration wait = text.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            return wait.isNegative() ? Optional.empty() : Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
