package dev.mediahook.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Limits how often something happens that strangers can cause. */
final class Throttle {

    private static final long NEVER = Long.MIN_VALUE;

    private final long pauseMillis;
    private final AtomicLong last = new AtomicLong(NEVER);

    Throttle(Duration pause) {
        this.pauseMillis = pause.toMillis();
    }

    /** Whether it may happen now; true counts as done. A clock that was set back does not block it for long. */
    boolean allows(Instant now) {
        long before = last.get();
        long millis = now.toEpochMilli();
        boolean allowed = before == NEVER || Math.abs(millis - before) >= pauseMillis;
        return allowed && last.compareAndSet(before, millis);
    }
}
