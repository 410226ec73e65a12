package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostLimitsTest {

    private static final Duration SOON = Duration.ofMillis(20);

    private final HostLimits limits = new HostLimits(2, 3);

    @Test
    void letsSoManyAtOneHostAndLeavesTheOthersAlone() throws InterruptedException {
        HostLimits.Permit one = acquire("a").orElseThrow();
        assertThat(acquire("a")).isPresent();
        assertThat(acquire("a")).isEmpty();
        assertThat(acquire("b")).isPresent();

        one.close();
        assertThat(acquire("a")).isPresent();
    }

    @Test
    void letsSoManyInAll() throws InterruptedException {
        assertThat(acquire("a")).isPresent();
        assertThat(acquire("b")).isPresent();
        HostLimits.Permit last = acquire("c").orElseThrow();
        assertThat(acquire("d")).isEmpty();

        last.close();
        assertThat(acquire("d")).isPresent();
    }

    @Test
    void leavesAHostAloneThatFailsTenTimesInARow() throws InterruptedException {
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
    void leavesAHostAloneForAsLongAsItAsksButNoLongerThanAMinute() throws InterruptedException {
        quiet("a", Duration.ofSeconds(20));
        assertThat(limits.refusedFor("a").orElseThrow()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));

        quiet("b", Duration.ofDays(1));
        assertThat(limits.refusedFor("b").orElseThrow()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));

        quiet("c", Duration.ofSeconds(2));
        assertThat(limits.refusedFor("c")).as("it is waited for in place").isEmpty();
    }

    private Optional<HostLimits.Permit> acquire(String host) throws InterruptedException {
        return limits.acquire(host, SOON);
    }

    private void fail(String host) throws InterruptedException {
        try (HostLimits.Permit permit = acquire(host).orElseThrow()) {
            permit.failed();
        }
    }

    private void succeed(String host) throws InterruptedException {
        try (HostLimits.Permit permit = acquire(host).orElseThrow()) {
            permit.succeeded();
        }
    }

    private void quiet(String host, Duration wait) throws InterruptedException {
        try (HostLimits.Permit permit = acquire(host).orElseThrow()) {
            permit.quietFor(wait);
        }
    }
}
