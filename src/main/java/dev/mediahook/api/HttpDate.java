package dev.mediahook.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates in headers (RFC 9110, section 5.6.7). They have no fraction of a second. */
final class HttpDate {

    /** The JDK's {@code RFC_1123_DATE_TIME} writes the days 1 to 9 with one digit; HTTP wants two. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** Empty if the header is, or if it has another form. */
    static Optional<Instant> read(String header) {
        try {
            return Optional.of(FORMAT.parse(header.strip(), Instant::from));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
