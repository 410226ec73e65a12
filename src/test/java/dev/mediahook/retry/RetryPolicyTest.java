package dev.mediahook.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), Duration.ofHours(2));
    private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");

    @Property
    void pausesGrowByTheFactorUpToTheLongestAndSpreadByAFifth(@ForAll @IntRange(min = 1, max = 60) int tried) {
        double usual = Math.min(Math.pow(2, tried - 1), 300);

        Instant next =
                POLICY.next(tried, SINCE, SINCE, null, null, new Random(tried)).orElseThrow();

        double pause = Duration.between(SINCE, next).toMillis() / 1000.0;
        assertThat(pause).isBetween(usual * 0.8 - 0.001, usual * 1.2 + 0.001);
    }

    @Test
    void givesUpWhenItsTimeIsOver() {
        Instant end = SINCE.plus(Duration.ofHours(2));

        assertThat(POLICY.next(30, SINCE, end, null, null, new Random(1))).isEmpty();
    }

    @Property
    void neverWaitsPastTheDeadlineButTriesOnceMoreBeforeIt(@ForAll @IntRange(min = 1, max = 599) int secondsLeft) {
        Instant deadline = SINCE.plus(Duration.ofMinutes(10));
        Instant now = deadline.minusSeconds(secondsLeft);

        Optional<Instant> next = POLICY.next(10, SINCE, now, deadline, null, new Random(secondsLeft));

        assertThat(next).hasValueSatisfying(at -> assertThat(at).isAfter(now).isBefore(deadline));
    }

    @Test
    void triesEndByThemselvesBeforeADeadline() {
        Instant deadline = SINCE.plus(Duration.ofMinutes(10));
        Instant now = SINCE;
        int tries = 0;
        for (Optional<Instant> next = Optional.of(now); next.isPresent() && tries < 1000; tries++) {
            now = next.get();
            next = POLICY.next(tries + 1, SINCE, now, deadline, null, new Random(7));
        }
        assertThat(tries).isBetween(10, 40);
    }

    @Test
    void aDeadlineThatAWrongClockReachesTooSoonEndsNothing() {
        Instant deadline = SINCE.plus(Duration.ofMinutes(10));

        assertThat(POLICY.next(10, SINCE, deadline.plusSeconds(1), deadline, null, new Random(1)))
                .hasValueSatisfying(at -> assertThat(at).isBefore(deadline.plus(Duration.ofMinutes(10))));
        assertThat(POLICY.next(10, SINCE, deadline.plus(Duration.ofMinutes(10)), deadline, null, new Random(1)))
                .isEmpty();
    }

    @Test
    void waitsAsLongAsTheOtherSideAsks() {
        assertThat(POLICY.next(1, SINCE, SINCE, null, Duration.ofSeconds(90), new Random(1)))
                .contains(SINCE.plusSeconds(90));
    }

    @Test
    void doesNotBelieveADeadlineThatHadPassedBeforeTheFirstTry() {
        assertThat(POLICY.next(1, SINCE, SINCE, SINCE.minusSeconds(1), null, new Random(1)))
                .isPresent();
    }
}
