package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongTokensTest {

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final AtomicInteger counted = new AtomicInteger();
    private final WrongTokens wrong = new WrongTokens(counted::incrementAndGet, nanos::get);

    @Test
    void aFewWaitForNothingAndManyOneAfterTheOther() {
        for (int i = 0; i < 10; i++) {
            assertThat(wrong.pause()).isZero();
        }
        assertThat(wrong.pause()).isEqualTo(Duration.ofMillis(100));
        assertThat(wrong.pause()).isEqualTo(Duration.ofMillis(200));

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(wrong.pause()).isZero();
    }

    @Test
    void nobodyWaitsForEver() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            last = wrong.pause();
        }
        assertThat(last).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void countsEach() {
        for (int i = 0; i < 50; i++) {
            wrong.add();
        }
        assertThat(counted).hasValue(50);
    }
}
