package dev.mediahook.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Limits the calls of one sender's API: the number at once, the rate, and no calls at all while the sender has asked
 * for a pause.
 */
final class RateLimit {

    private static final double MINUTE_MILLIS = 60_000;

    private final InstantSource clock;
    private final int atOnce;
    private int underWay;
    private double saved = 1;
    private Instant counted;
    private Instant quietUntil = Instant.EPOCH;

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
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            return 0;
        }
        int free = atOnce - underWay;
        if (perMinute == 0) {
            return free;
        }
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

    /** Stops calls for as long as the sender asks. */
    synchronized void quiet(Duration pause) {
        Instant until = clock.instant().plus(pause);
        quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
    }
}
