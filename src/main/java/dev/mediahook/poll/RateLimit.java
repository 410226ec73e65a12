package dev.mediahook.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many calls of one sender's API may be made now: so many at once, no more than a rate, and none while the sender has asked to
 * be left alone.
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
     * How many calls may begin now.
     *
     * @param perMinute how many the sender allows; 0 for any number. Unused calls are saved for one second at most.
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

    /** So many calls begin. */
    synchronized void begin(int calls) {
        underWay += calls;
        saved -= calls;
    }

    /** One call has ended. */
    synchronized void end() {
        underWay--;
    }

    /** The sender asks to be left alone for a while. */
    synchronized void quiet(Duration pause) {
        Instant until = clock.instant().plus(pause);
        quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
    }
}
