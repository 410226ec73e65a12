package dev.mediahook.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of many similar events get a log line. */
class LogSampleTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void theFirstOfEachPeriodDoAndTheNextLineSaysHowManyDidNot() {
        LogSample sample = new LogSample(2, 10, now::get);

        assertThat(next(sample, 5))
                .containsExactly(
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty());
        now.set(10);
        assertThat(next(sample, 3)).containsExactly(OptionalLong.of(3), OptionalLong.of(0), OptionalLong.empty());
        now.set(30);
        assertThat(next(sample, 1)).containsExactly(OptionalLong.of(1));
    }

    private static List<OptionalLong> next(LogSample sample, int times) {
        return Stream.generate(sample::next).limit(times).toList();
    }
}
