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
    private final AtomicReference<Double> load = new AtomicReference<>(0.0);
    private final CpuLoad cores = new CpuLoad(load::get, nanos::get);

    @Test
    void areShortIfThreeQuartersOfThemAreInUse() {
        load.set(0.75);
        assertThat(cores.areShort()).isTrue();
    }

    @Test
    void areNotShortIfMoreOfThemIsFree() {
        load.set(0.74);
        assertThat(cores.areShort()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void areShortIfNobodyKnows(double unknown) {
        load.set(unknown);
        assertThat(cores.areShort()).isTrue();
    }

    @Test
    void areMeasuredOverATenthOfASecondAtLeast() {
        assertThat(cores.areShort()).isFalse();
        load.set(1.0);
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(cores.areShort()).isFalse();

        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(cores.areShort()).isTrue();
    }
}
