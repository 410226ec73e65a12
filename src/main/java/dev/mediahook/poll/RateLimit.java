package dev.mediahook.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Limits the calls of one sender's API: the number at once, and the rate. */
final class RateLimit {

    private static final double MINUTE_MILLIS = 60_000;

    private final InstantSource clock;
    private final int atOnce;
    private int underWay;
    private double saved = 1;
    private Instant counted;

    RateLimit(int atOnce, InstantSource clock) {
        this.atOnce = atOnce;
        this.clock = clock;
        this.counted = clock.instant();
    }

    /**
     * How many calls may start now.
     *
     * @param perMinute the most calls a minute; 0: no limit. Unused calls are saved for one second at most.
     */
    synchronized int free(int perMinute) {
        int free = atOnce - underWay;
        if (perMinute == 0) {
            return free;
        }
        Instant now = clock.instant();
        double earned = Duration.between(counted, now).toMillis() * perMinute / MINUTE_MILLIS;
        saved = Math.min(Math.max(1, perMinute / 60.0), saved + earned);
        counted = now;
        return Math.min(free, (int) saved);
    }

    /** Counts calls that start. */
    synchronized void begin(int calls) {
        underWay += calls;
        saved -= calls;
    }

    /** One call has ended. */
    synchronized void end() {
        underWay--;
    }
}
