package dev.mediahook.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeAtWorkTest {

    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
    private final TimeAtWork time = new TimeAtWork(nanos::get);
    private Instant now = START;

    @BeforeEach
    void begin() {
        time.at(now);
    }

    @Test
    void whatCameBeforeTheFirstTryDoesNotCount() {
        assertThat(time.counted(START.minus(HOUR), now)).isEqualTo(START);
        assertThat(time.counted(START.plusSeconds(1), now)).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void theTimeBetweenTriesCountsHoweverLongItIs() {
        pass(HOUR);

        assertThat(time.counted(START.minus(HOUR), now)).isEqualTo(START);
    }

    @Test
    void aSuspendedMachineTriedNothingMeanwhile() {
        pass(HOUR);
        now = now.plus(HOUR);

        assertThat(time.counted(START, now)).isEqualTo(now);
        assertThat(time.counted(now.plusSeconds(1), now)).isEqualTo(now.plusSeconds(1));
    }

    @Test
    void afterABreakTheTimeCountsAgain() {
        now = now.plus(HOUR);
        time.at(now);
        Instant back = now;
        pass(HOUR);

        assertThat(time.counted(START, now)).isEqualTo(back);
    }

    @Test
    void aBusyMachineIsNoBreak() {
        now = now.plusSeconds(50);

        assertThat(time.counted(START, now)).isEqualTo(START);
    }

    @Test
    void anEarlierTimeThatComesLateIsNoBreak() {
        pass(HOUR);
        time.at(now);
        pass(HOUR);
        time.at(START);

        assertThat(time.counted(START, now)).isEqualTo(START);
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
        nanos.addAndGet(duration.toNanos());
    }
}
