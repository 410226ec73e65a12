package dev.mediahook.api;

import dev.mediahook.log.EventLog;
import dev.mediahook.log.LogSample;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** API calls with a wrong token. They are counted, logged now and then, and slowed down if there are many. */
public final class WrongTokens {

    private static final Logger LOG = EventLog.of(WrongTokens.class);

    private static final int AT_ONCE = 10;
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Runnable counter;
    private final LongSupplier nanoTime;
    private final LogSample sample;
    private long free;

    public WrongTokens(Runnable counter, LongSupplier nanoTime) {
        this.counter = counter;
        this.nanoTime = nanoTime;
        this.sample = new LogSample(1, TimeUnit.SECONDS.toNanos(10), nanoTime);
        this.free = nanoTime.getAsLong();
    }

    /** Records a refused call. */
    public void add() {
        counter.run();
        sample.warn(LOG, "api call refused cause=wrong_token");
    }

    /** How long to delay the next answer: ten calls get none, then ten a second are answered. */
    public synchronized Duration pause() {
        long now = nanoTime.getAsLong();
        free = Math.max(free, now) + APART_NANOS;
        long wait = free - now - AT_ONCE * APART_NANOS;
        if (wait > LONGEST_NANOS) {
            free -= APART_NANOS;
        }
        return Duration.ofNanos(Math.min(LONGEST_NANOS, Math.max(0, wait)));
    }
}
