package dev.mediahook.receive.vertx;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How late event loops run, measured by timers while requests arrive. What a loop reads may have waited as long in the
 * system's buffers, and the loop's next timer will be about as late.
 */
final class Lateness {

    private static final long TICK_MILLIS = 50;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    /** An older measure says nothing about now. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Thread, Loop> loops = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    Lateness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The lateness of the event loop on whose thread this is called. */
    Duration ofThisLoop(Vertx vertx) {
        return Duration.ofNanos(
                loops.computeIfAbsent(Thread.currentThread(), one -> new Loop()).nanos(vertx));
    }

    /** Used only on the event loop's own thread. */
    private final class Loop {

        private boolean ticks;
        private long due;
        private long late;
        private long measured;

        private long nanos(Vertx vertx) {
            long now = nanoTime.getAsLong();
            long last = now - measured < FRESH_NANOS ? late : 0;
            if (ticks) {
                return Math.max(last, now - due);
            }
            ticks = true;
            due = now + TICK_NANOS;
            vertx.setTimer(TICK_MILLIS, tick -> {
                measured = nanoTime.getAsLong();
                late = Math.max(0, measured - due);
                ticks = false;
            });
            return last;
        }
    }
}
