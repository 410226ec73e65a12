package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostLimitsTest {

    private final HostLimits limits = new HostLimits();

    @Test
    void leavesAHostAloneThatFailsTenTimesInARow() {
        for (int i = 0; i < 9; i++) {
            fail("a");
        }
        succeed("a");
        for (int i = 0; i < 9; i++) {
            fail("a");
        }
        assertThat(limits.refusedFor("a")).as("never ten in a row").isEmpty();

        fail("a");
        assertThat(limits.refusedFor("a").orElseThrow()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(limits.refusedFor("b")).isEmpty();
    }

    @Test
    void leavesAHostAloneForAsLongAsItAsksButNoLongerThanAMinute() {
        quiet("a", Duration.ofSeconds(20));
        assertThat(limits.refusedFor("a").orElseThrow()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));

        quiet("b", Duration.ofDays(1));
        assertThat(limits.refusedFor("b").orElseThrow()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));

        quiet("c", Duration.ofSeconds(2));
        assertThat(limits.refusedFor("c")).as("waited for in place").isEmpty();
    }

    private void fail(String host) {
        limits.of(host).failed();
    }

    private void succeed(String host) {
        limits.of(host).succeeded();
    }

    private void quiet(String host, Duration wait) {
        limits.of(host).quietFor(wait);
    }
}
