package dev.mediahook.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a time as senders write it: ISO 8601 in its usual forms, or seconds or milliseconds since 1970. */
final class TimestampReader {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}(\\.[0-9]+)?");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{12,13}");
    private static final long YEAR_2000 = 946_684_800;
    private static final long YEAR_2100 = 4_102_444_800L;

    private TimestampReader() {}

    /** Never throws. Empty if the text can't be read, or if the time is outside this century. */
    static Optional<Instant> read(String text) {
        return any(text.strip()).filter(end -> end.getEpochSecond() >= YEAR_2000 && end.getEpochSecond() <= YEAR_2100);
    }

    private static Optional<Instant> any(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.split("\\.", 2)[0])));
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            String plain = text.replace(' ', 'T');
            return Optional.of(OffsetDateTime.parse(
                            switch (plain.length()) {
                                case 10 -> plain + "T00:00:00Z"; // yyyy-MM-dd
                                case 19 -> plain + "Z"; // yyyy-MM-ddTHH:mm:ss
                                default -> plain;
                            })
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
