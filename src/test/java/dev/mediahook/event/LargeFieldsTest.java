package dev.mediahook.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Redaction;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long numbers and deep nesting in fields that nobody reads do not make a delivery unreadable. */
class LargeFieldsTest {

    private static final int LEVELS = 990;

    private final PayloadMappingProcessor mapping = new PayloadMappingProcessor();

    LargeFieldsTest() {
        mapping.setJobId("$.id");
        mapping.setStatus("$.status");
        mapping.setCompleted("done");
        mapping.setFailed("failed");
        mapping.setMedia("$.output..*");
        mapping.setModeratedIf("$.held");
        mapping.setErrorCode("$.error.code");
        mapping.setErrorMessage("$.error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "-%s", "0.%s", "%s.5", "%se7", "+%s", "00%s"})
    void readsABodyWithANumberOfManyDigits(String form) {
        Event event = read(
                "\"status\":\"done\",\"output\":\"https://a/0.png\",\"seed\":" + form.formatted("7".repeat(19_990)));

        assertThat(event.readable()).isTrue();
        assertThat(event.media()).hasSize(1);
    }

    /** Whole numbers are converted. Even a body full of the longest ones that are read takes little time. */
    @Test
    void readsABodyFullOfLongNumbersInTime() {
        String seeds = ("7".repeat(19_990) + ",").repeat(50);
        String fields = "\"status\":\"done\",\"output\":\"https://a/0.png\",\"seeds\":[" + seeds + "7]";
        long begun = System.nanoTime();

        assertThat(read(fields).readable()).isTrue();
        assertThat(read(fields.replace(",\"seeds\":[", ",\"seeds\":[7").replace(",7", "7"))
                        .readable())
                .as("a million digits are no number")
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takesNoNumberOfManyDigitsForAnId() {
        mapping.setJobId("$.number $.id");

        assertThat(read("\"status\":\"done\",\"number\":" + "7".repeat(19_990)).readable())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[|]",
                "{\"x\":|}",
                "{\"message\":|}",
                "{\"message\":[|]}",
            })
    void readsABodyWithManyLevelsInAnyOfItsFields(String opening, String closing) throws Exception {
        int levels = LEVELS / (opening.indexOf('[') > 0 ? 2 : 1);
        String deep = opening.repeat(levels) + closing.repeat(levels);
        String filled = opening.startsWith("[") ? deep : deep.replace(":" + closing, ":\"\"" + closing);
        String fields =
                ",\"unread\":" + filled + ",\"output\":" + filled + ",\"held\":" + filled + ",\"error\":" + filled;

        Event failed = onAStackOfAThread("\"status\":\"failed\"" + fields);

        assertThat(failed.meaning()).isEqualTo(Meaning.FAILED);
        assertThat(onAStackOfAThread("\"status\":\"done\"" + fields).readable()).isTrue();
        assertThat(Redaction.of("$.secret").hide(body("\"status\":\"failed\"" + fields), 1 << 20))
                .isPresent();
    }

    /** Reads on a new thread, whose stack is as large as a worker's. The main thread's stack may be larger. */
    private Event onAStackOfAThread(String fields) throws Exception {
        FutureTask<Event> reading = new FutureTask<>(() -> read(fields));
        new Thread(reading).start();
        return reading.get();
    }

    private Event read(String fields) {
        mapping.start();
        return mapping.read(
                new Delivery(new EventId(1), "acme", Via.WEBHOOK, Instant.EPOCH, RequestHead.none(), body(fields)));
    }

    private static RawBody body(String fields) {
        return RawBody.of(("{\"id\":\"j\"," + fields + "}").getBytes(UTF_8));
    }
}
