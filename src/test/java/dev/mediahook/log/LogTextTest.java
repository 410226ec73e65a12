package dev.mediahook.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Text that a stranger wrote stays one field of one log line. */
class LogTextTest {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]");

    @ParameterizedTest
    @CsvSource({
        "j\\n2026 WARN forged, 000a",
        "j\\rforged, 000d",
        "j\\u001b[2Kforged, 001b",
        "j\\u0085forged, 0085",
        "j\\u2028forged, 2028",
        "j\\u202egnp.exe, 202e",
        "j\\u2066x\\u2069, 2066",
        "j\\u200bx, 200b",
        "j\\ufeffx, feff",
        "j\\u0000x, 0000",
        "j\\u009b31m, 009b",
        "j\\udb40\\udc41x, tag",
        "j\\ud800x, surrogate",
        "j\\ufe0fx, fe0f",
        "j\\u3164x, 3164"
    })
    void escapesWhatCannotBeSeen(String written, String unused) {
        String hostile = decoded(written);
        assertThat(LogText.of(hostile)).startsWith("j").doesNotContainPattern(INVISIBLE);
        assertThat(LogText.of(LogText.of(hostile))).isEqualTo(LogText.of(hostile));
    }

    @Test
    void keepsWhatPeopleRead() {
        assertThat(LogText.of("Größe 日本 😀 café")).isEqualTo("Größe 日本 😀 café");
        assertThat(LogText.of(null)).isEqualTo("null");
    }

    @Test
    void cutsWhatIsLongAndSaysHowLongItWas() {
        assertThat(LogText.of("x".repeat(900 * 1024))).hasSizeLessThan(300).endsWith("…(921600 characters)");
    }

    @Test
    void noFieldLooksLikeTwo() {
        assertThat(EventLog.line("job={} failed cause=\"{}\"", "a event=7 sender=\"b\"", "c\" job=d"))
                .isEqualTo("job=\"a event=7 sender=\\\"b\\\"\" failed cause=\"c\\\" job=d\"");
        assertThat(EventLog.line("job={}", "")).isEqualTo("job=\"\"");
        assertThat(EventLog.line("job={} status={}", "{}", 7)).isEqualTo("job={} status=7");
    }

    @Property(tries = 500)
    void whateverIsWrittenIsOneVisibleLine(@ForAll String text) {
        assertThat(EventLog.line("job={} cause=\"{}\" {}", text, text, text))
                .doesNotContainPattern(INVISIBLE)
                .hasSizeLessThan(2000);
    }

    static Stream<Level> levels() {
        return Stream.of(Level.INFO, Level.WARN, Level.ERROR);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void everyWayToLogPassesThroughIt(Level level) {
        String hostile = "j\n\u001b[2K\u202e{}";
        Exception failure = new IllegalStateException(hostile, new IllegalArgumentException(hostile));
        try (LogLines lines = LogLines.of(LogTextTest.class)) {
            Logger log = EventLog.of(LogTextTest.class);
            log.atLevel(level).log("job={}", hostile);
            log.atLevel(level).log("job={} status={}", hostile, hostile);
            log.atLevel(level).log("job={} status={} error={}", hostile, List.of(hostile), failure.toString());
            log.atLevel(level).setCause(failure).log("job={}", hostile);
            log.warn("job={} error={}", hostile, failure.toString(), failure);
            assertThat(lines.all())
                    .hasSize(5)
                    .noneMatch(line -> INVISIBLE.matcher(line).find());
        }
    }

    private static String decoded(String written) {
        StringBuilder text = new StringBuilder();
        for (String part : written.split("(?=\\\\)")) {
            if (part.startsWith("\\u")) {
                text.append((char) Integer.parseInt(part.substring(2, 6), 16)).append(part.substring(6));
            } else {
                text.append(part.startsWith("\\") ? part.translateEscapes() : part);
            }
        }
        return text.toString();
    }
}
