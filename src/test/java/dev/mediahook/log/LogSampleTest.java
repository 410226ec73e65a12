package dev.mediahook.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Which of many similar events get a log line. */
class LogSampleTest {

    private final Logger log = EventLog.of(LogSampleTest.class);
    private final AtomicLong now = new AtomicLong();

    @Test
    void theFirstOfEachPeriodDoAndTheNextLineSaysHowManyDidNot() {
        LogSample sample = new LogSample(2, 10, now::get);

        try (LogLines lines = LogLines.of(LogSampleTest.class)) {
            warn(sample, 5);
            now.set(10);
            warn(sample, 3);
            now.set(30);
            warn(sample, 1);

            assertThat(lines.warnings())
                    .containsExactly(
                            "event=0 more-since-the-last-line=0",
                            "event=1 more-since-the-last-line=0",
                            "event=0 more-since-the-last-line=3",
                            "event=1 more-since-the-last-line=0",
                            "event=0 more-since-the-last-line=1");
        }
    }

    private void warn(LogSample sample, int times) {
        for (int i = 0; i < times; i++) {
            sample.warn(log, "event={}", i);
        }
    }
}
