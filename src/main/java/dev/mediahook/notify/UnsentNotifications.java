package dev.mediahook.notify;

import dev.mediahook.log.EventLog;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/**
 * Has those notifications sent that no event waits for: of jobs that polling gave up, or that were cancelled. Tries again
 * with growing pauses until every target has heard, after a restart too.
 */
public final class UnsentNotifications {

    private static final Logger LOG = EventLog.of(UnsentNotifications.class);

    private static final Share OWN = new Share("notifications", "unsent");

    private final Runnable sending;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final Schedule schedule;
    private final SharedThreads threads;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicInteger tries = new AtomicInteger();

    /**
     * @param sending throws if a target did not take something
     */
    public UnsentNotifications(
            Runnable sending, RetryPolicy retries, RandomGenerator random, Schedule schedule, SharedThreads threads) {
        this.sending = sending;
        this.retries = retries;
        this.random = random;
        this.schedule = schedule;
        this.threads = threads;
    }

    /** Something may be unsent. */
    public void send() {
        if (asked.compareAndSet(false, true)) {
            try {
                threads.execute(OWN, this::sendNow);
            } catch (RejectedExecutionException noThread) {
                asked.set(false);
                again(noThread);
            }
        }
    }

    private synchronized void sendNow() {
        asked.set(false);
        try {
            sending.run();
            tries.set(0);
        } catch (RuntimeException | Error away) {
            tries.incrementAndGet();
            again(away);
        }
    }

    private void again(Throwable failure) {
        Duration pause = retries.pause(Math.max(1, tries.get()), random);
        if (waiting.compareAndSet(false, true)) {
            schedule.once("unsent-notifications", pause, this::sendLater);
        }
        LOG.warn("a target could not be told, tried again in {} ms error={}", pause.toMillis(), failure.toString());
    }

    private void sendLater() {
        waiting.set(false);
        send();
    }
}
