package dev.mediahook.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows since when this program has been at work without a break. Before that it did not run, stood still (a suspended
 * machine), or had a slow clock that was then set forward. Nothing was tried meanwhile, so nothing is given up for it.
 */
public final class TimeAtWork {

    /** A busy machine can delay a reading, but not for this long. */
    private static final Duration BREAK = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private @Nullable Instant begun;
    private Instant seen = Instant.EPOCH;
    private long seenAt;

    public TimeAtWork() {
        this(System::nanoTime);
    }

    /**
     * @param nanoTime goes on only while the machine runs, and is never set
     */
    TimeAtWork(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Notes that the program is at work.
     *
     * @param now read just now, from a clock that never goes back
     */
    public synchronized void at(Instant now) {
        long nanos = nanoTime.getAsLong();
        if (begun == null || now.isAfter(seen.plusNanos(nanos - seenAt).plus(BREAK))) {
            begun = now;
        }
        if (now.isAfter(seen)) {
            seen = now;
            seenAt = nanos;
        }
    }

    /**
     * From when on the time counts for something that was due at {@code since}.
     *
     * @param now as of {@link #at}
     */
    public synchronized Instant counted(Instant since, Instant now) {
        at(now);
        Instant from = begun;
        return from != null && since.isBefore(from) ? from : since;
    }
}
