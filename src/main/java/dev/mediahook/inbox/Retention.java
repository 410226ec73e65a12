package dev.mediahook.inbox;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is done or dead and too old, a little at a time, so that no delivery waits for it. */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 100;

    private final Inbox inbox;
    private final Duration retention;

    public Retention(Inbox inbox, Duration retention) {
        this.inbox = inbox;
        this.retention = retention;
    }

    /** Deletes now and then from here on. */
    public void start(ScheduledExecutorService timer) {
        var unused = timer.scheduleWithFixedDelay(this::delete, 1, EVERY.toMinutes(), TimeUnit.MINUTES);
    }

    private void delete() {
        try {
            int deleted = 0;
            for (int i = 0, last = 1; i < MOST_AT_ONCE && last > 0; i++) {
                last = inbox.deleteOlderThan(retention);
                deleted += last;
            }
            if (deleted > 0) {
                LOG.info("deleted {} events older than {}", deleted, retention);
            }
        } catch (RuntimeException failure) {
            LOG.warn("old events could not be deleted, tried again later error={}", failure.toString());
        }
    }
}
