package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A time in which the database refuses whatever is asked of it. It has a line at its beginning, one a minute at most
 * while it lasts, and one at its end.
 */
final class Outage {

    private static final Logger LOG = EventLog.of(Outage.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    /** A disk that is almost full takes some writes in between. */
    private static final Duration OVER_AFTER = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private long begun;
    private long told;
    private long last;
    private int failures;

    Outage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The database has refused so many calls, for the same cause. */
    synchronized void goesOn(int calls, String cause) {
        last = nanoTime.getAsLong();
        if (failures == 0) {
            begun = last;
        }
        if (failures == 0 || last - told >= BETWEEN_LINES.toNanos()) {
            told = last;
            LOG.error(
                    "the database is unavailable seconds={} failures={} error={}", seconds(), failures + calls, cause);
        }
        failures += calls;
    }

    /** The database has done what was asked of it. */
    synchronized void ends() {
        if (failures > 0 && nanoTime.getAsLong() - last >= OVER_AFTER.toNanos()) {
            LOG.info("the database is available again seconds={} failures={}", seconds(), failures);
            failures = 0;
        }
    }

    private long seconds() {
        return Duration.ofNanos(last - begun).toSeconds();
    }
}
