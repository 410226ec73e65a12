package dev.mediahook.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Lets something that strangers can cause happen once in a while only. */
final class Throttle {

    private final Duration pause;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    Throttle(Duration pause) {
        this.pause = pause;
    }

    /** Whether it may happen now; true means that it does. A clock that was set back does not stop it for long. */
    boolean allows(Instant now) {
        Instant before = last.get();
        boolean allowed = before == Instant.MIN || now.isBefore(before.minus(pause)) || !now.isBefore(before.plus(pause));
        return allowed && last.compareAndSet(before, now);
    }
}
