package dev.mediahook.fetch;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Ends a transfer that is too slow: a host that sends a byte now and then occupies a slot that others need. */
final class Pace implements AutoCloseable {

    private final Least least;
    private final Runnable end;
    private final AtomicLong arrived = new AtomicLong();
    private final ScheduledFuture<?> checks;
    private final long headUntil;
    private long before;
    private boolean wholeStretch;
    private volatile boolean headIsHere;
    private volatile boolean tooSlow;

    /**
     * The least that has to arrive.
     *
     * @param bytesPerSecond the average over each interval
     * @param over the length of an interval
     */
    record Least(long bytesPerSecond, Duration over) {

        private static final Duration STRETCH = Duration.ofSeconds(15);

        static Least of(long bytesPerSecond) {
            return new Least(bytesPerSecond, STRETCH);
        }

        long bytes() {
            return bytesPerSecond * over.toMillis() / 1000;
        }
    }

    /**
     * @param head how long the head of the response may take
     * @param end ends the transfer
     */
    Pace(ScheduledExecutorService timer, Least least, Duration head, Runnable end) {
        this.least = least;
        this.end = end;
        this.headUntil = System.nanoTime() + head.toNanos();
        long millis = Math.max(1, least.over().toMillis());
        this.checks = timer.scheduleAtFixedRate(this::check, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Call this when the head of the response has arrived. */
    void headIsHere() {
        headIsHere = true;
    }

    /** Call this when bytes of the medium have arrived. */
    void arrived(int bytes) {
        arrived.addAndGet(bytes);
    }

    /** Whether the transfer was ended because it was too slow. */
    boolean tooSlow() {
        return tooSlow;
    }

    private void check() {
        long now = arrived.get();
        boolean slow = headIsHere ? wholeStretch && now - before < least.bytes() : System.nanoTime() - headUntil > 0;
        // Skip the interval in which the head arrived: only a moment of it may have been left for the body.
        wholeStretch = headIsHere;
        before = now;
        if (slow && !tooSlow) {
            tooSlow = true;
            end.run();
        }
    }

    @Override
    public void close() {
        checks.cancel(false);
    }
}
