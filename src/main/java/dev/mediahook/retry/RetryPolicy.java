package dev.mediahook.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: after pauses that grow by a factor, spread by a fifth either way so that what failed together does
 * not come back together, and shrinking so that one more try fits before a deadline. A deadline is what a clock of ours
 * makes of what somebody else said: past it there are tries for as long again, in which the other side says the last word.
 *
 * @param giveUpAfter counted from the first try
 */
public record RetryPolicy(Duration firstDelay, double factor, Duration maxDelay, Duration giveUpAfter) {

    private static final double SPREAD = 0.2;

    /**
     * The time of the next try, or nothing if it is time to give up.
     *
     * @param tried how many tries were made, 1 or more
     * @param since when the first of them was due
     * @param deadline after which no try is likely to succeed; one that had passed before the first try is no longer believed;
     *     null if there is none
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

    /** Halving what is left ends by itself: once it is under half a first pause, another try is not worth it. */
    private Optional<Instant> lastTry(Instant now, Duration left) {
        Duration half = left.dividedBy(2);
        return half.multipliedBy(2).compareTo(firstDelay) < 0 ? Optional.empty() : Optional.of(now.plus(half));
    }

    /**
     * How long to wait if the tries have no end.
     *
     * @param tried how many tries were made, 1 or more
     */
    public Duration pause(int tried, RandomGenerator random) {
        return Backoff.spread(new Backoff(firstDelay, factor, maxDelay).after(tried), SPREAD, random);
    }
}
