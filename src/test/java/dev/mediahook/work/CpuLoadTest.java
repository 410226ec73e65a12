package dev.mediahook.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuLoadTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicReference<Double> used = new AtomicReference<>(0.0);
    private final CpuLoad load = new CpuLoad(used::get, nanos::get);

    @Test
    void isHighIfThreeQuartersOfTheProcessorsAreInUse() {
        used.set(0.75);
        assertThat(load.isHigh()).isTrue();
    }

    @Test
    void isNotHighIfMoreOfThemIsFree() {
        used.set(0.74);
        assertThat(load.isHigh()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void isHighIfItIsUnknown(double unknown) {
        used.set(unknown);
        assertThat(load.isHigh()).isTrue();
    }

    @Test
    void isMeasuredOverATenthOfASecondAtLeast() {
        assertThat(load.isHigh()).isFalse();
        used.set(1.0);
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(load.isHigh()).isFalse();

        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(load.isHigh()).isTrue();
    }
}
