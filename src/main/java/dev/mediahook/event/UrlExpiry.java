package dev.mediahook.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads from a signed URL when it expires. Understands the query parameters of AWS Signature Version 4 ({@code
 * X-Amz-Date}, {@code X-Amz-Expires}) and their equivalents at Google, Volcengine and Alibaba, Azure's shared access
 * signatures ({@code se}), and a plain {@code Expires} or {@code exp}, including Akamai's {@code ~exp=}.
 */
final class UrlExpiry {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern SIGNED_AT = Pattern.compile("x-([a-z]+)-date");
    private static final Pattern IN_A_TOKEN = Pattern.compile("(?:^|~)exp=([0-9]{9,13})(?:~|$)");

    private UrlExpiry() {}

    /** Never throws. Empty if the URL names no expiry that can be read. */
    static Optional<Instant> end(String url) {
        if (url.indexOf('?') < 0) {
            return Optional.empty();
        }
        Map<String, String> query = query(url);
        return Stream.of(
                        query.keySet().stream()
                                .map(SIGNED_AT::matcher)
                                .filter(Matcher::matches)
                                .map(date -> signed(query, date.group(), "x-" + date.group(1) + "-expires")),
                        Stream.of("se", "expires", "exp")
                                .map(query::get)
                                .filter(Objects::nonNull)
                                .map(time -> TimestampReader.read(
                                        time.replace("%3A", ":").replace("%3a", ":"))),
                        query.values().stream()
                                .map(IN_A_TOKEN::matcher)
                                .filter(Matcher::find)
                                .map(token -> TimestampReader.read(token.group(1))))
                .flatMap(ends -> ends)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Instant> signed(Map<String, String> query, String dateName, String lifeName) {
        String date = query.get(dateName);
        String life = query.get(lifeName);
        if (date == null || life == null || !life.matches("[0-9]{1,7}")) {
            return Optional.empty();
        }
        try {
            Instant end = BASIC.parse(date, Instant::from).plusSeconds(Long.parseLong(life));
            return TimestampReader.read(Long.toString(end.getEpochSecond()));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
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
