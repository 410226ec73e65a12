package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final SettableClock clock = new SettableClock();
    private final RateLimit allowance = new RateLimit(12, clock);

    @Test
    void allowsSoManyAtOnce() {
        assertThat(allowance.free(0)).isEqualTo(12);
        allowance.begin(10);
        assertThat(allowance.free(0)).isEqualTo(2);
        allowance.end();
        assertThat(allowance.free(0)).isEqualTo(3);
    }

    @Test
    void staysWithinARateHoweverMuchIsDue() {
        int calls = 0;
        for (int quarter = 0; quarter < 4 * 60; quarter++) {
            int free = allowance.free(100);
            allowance.begin(free);
            for (int i = 0; i < free; i++) {
                allowance.end();
            }
            calls += free;
            clock.pass(Duration.ofMillis(250));
        }
        assertThat(calls).isBetween(95, 101);
    }

    @Test
    void savesNothingUpForABurst() {
        clock.pass(Duration.ofHours(1));

        assertThat(allowance.free(300)).isEqualTo(5);
    }
}
