package dev.mediahook.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediahook.event.AttemptLog.Transfer;
import dev.mediahook.log.LogText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tries at an event as they are kept with it: a line of JSON each, bounded, with no query of a URL in it. */
final class AttemptLines {

    /** In characters. What is kept of an event has at most three of this length. */
    static final int LONGEST = 8000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectWriter WRITER = JSON.writerFor(Line.class);

    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\"'<>)]+");
    private static final Pattern USER = Pattern.compile("://[^/\\s@]*@");

    private AttemptLines() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            int n,
            long at,
            long ms,
            String end,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Long next,
            @Nullable List<Part> media) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Part(int i, long at, long ms, @Nullable String host, String end, String answer, long bytes) {}

    /** A try, with the last of its transfers if all are too many. */
    static String line(Attempt attempt) {
        List<Part> parts = attempt.transfers().stream().map(AttemptLines::part).toList();
        String line = line(attempt, parts);
        while (line.length() > LONGEST && !parts.isEmpty()) {
            parts = parts.subList((parts.size() + 1) / 2, parts.size());
            line = line(attempt, parts);
        }
        return line;
    }

    /** Oldest first. A line that was cut off is left out. */
    static List<Attempt> read(@Nullable String lines) {
        return lines == null
                ? List.of()
                : lines.lines()
                        .map(AttemptLines::attempt)
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static String line(Attempt attempt, List<Part> parts) {
        Instant next = attempt.next();
        try {
            return WRITER.writeValueAsString(new Line(
                            attempt.number(),
                            attempt.at().toEpochMilli(),
                            attempt.tookMillis(),
                            attempt.outcome(),
                            attempt.reason(),
                            attempt.detail() == null ? null : shown(attempt.detail()),
                            next == null ? null : next.toEpochMilli(),
                            parts.isEmpty() ? null : parts))
                    + '\n';
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a try that can't be written", impossible);
        }
    }

    private static Part part(Transfer one) {
        return new Part(
                one.medium(),
                one.at().toEpochMilli(),
                one.tookMillis(),
                one.host() == null ? null : shown(one.host()),
                one.outcome(),
                shown(one.answer()),
                one.bytes());
    }

    private static String shown(String text) {
        return LogText.of(USER.matcher(QUERY.matcher(text).replaceAll("?…")).replaceAll("://…@"));
    }

    private static Optional<Attempt> attempt(String line) {
        try {
            Line read = JSON.readValue(line, Line.class);
            List<Part> parts = read.media() == null ? List.of() : read.media();
            return Optional.of(new Attempt(
                    read.n(),
                    Instant.ofEpochMilli(read.at()),
                    read.ms(),
                    read.end(),
                    read.reason(),
                    read.detail(),
                    read.next() == null ? null : Instant.ofEpochMilli(read.next()),
                    parts.stream().map(AttemptLines::transfer).toList()));
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }

    private static Transfer transfer(Part part) {
        return new Transfer(
                part.i(),
                Instant.ofEpochMilli(part.at()),
                part.ms(),
                part.host(),
                part.end(),
                part.answer(),
                part.bytes());
    }
}
