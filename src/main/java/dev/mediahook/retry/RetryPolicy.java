package dev.mediahook.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to try again. The pauses grow by a factor. They vary by a fifth in both directions, so that tries that
 * failed together do not come back together. Before a deadline they shrink, so that one more try fits in. Our clock
 * derives the deadline from what the other side said, so it may be wrong. The tries therefore continue for as long
 * again after it, and the other side has the last word.
 *
 * @param giveUpAfter counted from the first try
 */
public record RetryPolicy(Duration firstDelay, double factor, Duration maxDelay, Duration giveUpAfter) {

    /**
     * The longest pause, and the longest wait that a host may ask for, are about a day together. What waits longer was
     * put off by a wrong clock.
     */
    public static final Duration LONGEST_WAIT = Duration.ofDays(2);

    private static final double SPREAD = 0.2;

    /**
     * The time of the next try, or nothing if it is time to give up.
     *
     * @param tried how many tries were made, 1 or more
     * @param since when the first try was due
     * @param deadline the time after which no try is likely to succeed, or null; ignored if it had passed before the
     *     first try
     * @param retryAfter how long the other side asks us to wait, or null
     */
    public Optional<Instant> next(
            int tried,
            Instant since,
            Instant now,
            @Nullable Instant deadline,
            @Nullable Duration retryAfter,
            RandomGenerator random) {
        Instant end = since.plus(giveUpAfter);
        if (deadline == null || !deadline.isAfter(since) || !deadline.isBefore(end)) {
            return before(end, tried, now, retryAfter, random);
        }
        Optional<Instant> inTime = before(deadline, tried, now, retryAfter, random);
        if (inTime.isPresent()) {
            return inTime;
        }
        Instant asLongAgain = deadline.plus(Duration.between(since, deadline));
        return before(asLongAgain.isBefore(end) ? asLongAgain : end, tried, now, retryAfter, random);
    }

    private Optional<Instant> before(
            Instant end, int tried, Instant now, @Nullable Duration retryAfter, RandomGenerator random) {
        Duration left = Duration.between(now, end);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        Duration pause = pause(tried, random);
        if (retryAfter != null && retryAfter.compareTo(pause) > 0) {
            pause = retryAfter;
        }
        return pause.compareTo(left) < 0 ? Optional.of(now.plus(pause)) : lastTry(now, left);
    }

    /**
     * Waits half of the time that is left. This ends by itself: once that is less than half of a first pause, another
     * try is not worth it.
     */
    private Optional<Instant> lastTry(Instant now, Duration left) {
        Duration half = left.dividedBy(2);
        return half.multipliedBy(2).compareTo(firstDelay) < 0 ? Optional.empty() : Optional.of(now.plus(half));
    }

    /**
     * How long to wait if there is no limit to the tries.
     *
     * @param tried how many tries were made, 1 or more
     */
    public Duration pause(int tried, RandomGenerator random) {
        return Backoff.spread(new Backoff(firstDelay, factor, maxDelay).after(tried), SPREAD, random);
    }
}
