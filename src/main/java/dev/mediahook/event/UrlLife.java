package dev.mediahook.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a signed URL says that it dies. Read are the query parameters of AWS Signature Version 4 ({@code X-Amz-Date},
 * {@code X-Amz-Expires}) and its likes at Google, of Azure's shared access signatures ({@code se}), and a plain
 * {@code Expires} in seconds since 1970.
 */
final class UrlLife {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long YEAR_2000 = 946_684_800;
    private static final long YEAR_2100 = 4_102_444_800L;

    private UrlLife() {}

    /** Never throws: what can't be read says nothing. */
    static Optional<Instant> end(String url) {
        Map<String, String> query = query(url);
        return signed(query, "x-amz-date", "x-amz-expires")
                .or(() -> signed(query, "x-goog-date", "x-goog-expires"))
                .or(() -> instant(query.get("se")))
                .or(() -> seconds(query.get("expires")))
                .filter(UrlLife::believable);
    }

    /** A date far off is a slip or a trap, and larger than a database's number of milliseconds may be. */
    private static boolean believable(Instant end) {
        return end.getEpochSecond() >= YEAR_2000 && end.getEpochSecond() <= YEAR_2100;
    }

    private static Optional<Instant> signed(Map<String, String> query, String dateName, String lifeName) {
        String date = query.get(dateName);
        String life = query.get(lifeName);
        if (date == null || life == null || !life.matches("[0-9]{1,7}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(BASIC.parse(date, Instant::from).plusSeconds(Long.parseLong(life)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            String plain = text.replace("%3A", ":").replace("%3a", ":");
            return Optional.of(Instant.parse(
                    switch (plain.length()) {
                        case 10 -> plain + "T00:00:00Z"; // yyyy-MM-dd
                        case 17 -> plain.substring(0, 16) + ":00Z"; // yyyy-MM-ddTHH:mmZ
                        default -> plain;
                    }));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> seconds(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{9,10}")) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }

    private static Map<String, String> query(String url) {
        Map<String, String> query = new HashMap<>();
        int begin = url.indexOf('?');
        if (begin >= 0) {
            for (String pair : url.substring(begin + 1).split("[&#]", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.putIfAbsent(pair.substring(0, equals).toLowerCase(Locale.ROOT), pair.substring(equals + 1));
                }
            }
        }
        return query;
    }
}
