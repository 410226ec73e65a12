package dev.mediahook.notify;

import dev.mediahook.log.EventLog;
import dev.mediahook.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/**
 * Has those notifications sent that no event waits for: of jobs that polling gave up, or that were cancelled. Tries again
 * with growing pauses until every target has heard, after a restart too.
 */
public final class UnsentNotifications {

    private static final Logger LOG = EventLog.of(UnsentNotifications.class);

    private final Runnable sending;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final ScheduledExecutorService timer;
    private final ExecutorService workers;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private int tries;

    /**
     * @param sending throws where a target did not take something
     */
    public UnsentNotifications(
            Runnable sending,
            RetryPolicy retries,
            RandomGenerator random,
            ScheduledExecutorService timer,
            ExecutorService workers) {
        this.sending = sending;
        this.retries = retries;
        this.random = random;
        this.timer = timer;
        this.workers = workers;
    }

    /** Something may be unsent. */
    public void send() {
        if (asked.compareAndSet(false, true)) {
            workers.execute(this::sendNow);
        }
    }

    private synchronized void sendNow() {
        asked.set(false);
        try {
            sending.run();
            tries = 0;
        } catch (RuntimeException away) {
            tries++;
            Duration pause = retries.pause(tries, random);
            LOG.warn("a target could not be told, tried again in {} ms error={}", pause.toMillis(), away.toString());
            if (waiting.compareAndSet(false, true)) {
                var unused = timer.schedule(this::sendLater, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void sendLater() {
        waiting.set(false);
        send();
    }
}
