package dev.mediahook.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private final SettableClock clock = new SettableClock();
    private final Traffic traffic = new Traffic(clock);

    @Test
    void countsByTheMinuteAndByTenMinutes() {
        traffic.count(Flow.ACCEPTED);
        traffic.count(Flow.REFUSED);
        clock.pass(Duration.ofMinutes(3));
        traffic.count(Flow.ACCEPTED);
        traffic.count(Flow.ACCEPTED);

        int[] hour = traffic.of(Flow.ACCEPTED, 60, 1);
        assertThat(hour[59]).isEqualTo(2);
        assertThat(hour[56]).isEqualTo(1);
        assertThat(Arrays.stream(hour).sum()).isEqualTo(3);
        assertThat(Arrays.stream(traffic.of(Flow.ACCEPTED, 144, 10)).sum()).isEqualTo(3);
        assertThat(Arrays.stream(traffic.of(Flow.REFUSED, 144, 10)).sum()).isEqualTo(1);
        assertThat(Arrays.stream(traffic.of(Flow.DEAD, 60, 1)).sum()).isZero();
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        traffic.count(Flow.STORED);
        clock.pass(Duration.ofHours(2));
        assertThat(Arrays.stream(traffic.of(Flow.STORED, 60, 1)).sum()).isZero();
        assertThat(Arrays.stream(traffic.of(Flow.STORED, 144, 10)).sum()).isEqualTo(1);
        clock.pass(Duration.ofHours(23));
        assertThat(Arrays.stream(traffic.of(Flow.STORED, 144, 10)).sum()).isZero();
    }

    @Test
    void whatComesTooLateIsNotCountedForAnotherDay() {
        clock.pass(Duration.ofDays(3));
        traffic.count(Flow.ACCEPTED);
        traffic.add(Flow.ACCEPTED, clock.instant().minus(Duration.ofDays(1)), 7);
        assertThat(Arrays.stream(traffic.of(Flow.ACCEPTED, 144, 10)).sum()).isEqualTo(1);
    }

    @Test
    void tellsWithinWhatTimeMostWereAnswered() {
        assertThat(traffic.latencies().percentile(clock.millis(), 99)).isZero();
        for (int i = 0; i < 98; i++) {
            traffic.answered(Duration.ofMillis(4));
        }
        traffic.answered(Duration.ofMillis(400));
        traffic.answered(Duration.ofMillis(400));
        assertThat(traffic.latencies().percentile(clock.millis(), 50)).isEqualTo(5);
        assertThat(traffic.latencies().percentile(clock.millis(), 99)).isEqualTo(500);
        clock.pass(Duration.ofHours(2));
        assertThat(traffic.latencies().percentile(clock.millis(), 99)).isZero();
    }
}
