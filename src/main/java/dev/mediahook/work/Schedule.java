package dev.mediahook.work;

import dev.mediahook.log.EventLog;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Runs tasks repeatedly. A task that throws is still repeated. A slow task delays no other: there is a thread for each
 * task that may be slow.
 */
public final class Schedule implements AutoCloseable {

    private static final Logger LOG = EventLog.of(Schedule.class);

    private final ScheduledExecutorService timer;
    private final Loops loops;

    /**
     * @param timer with one thread for each task that may be slow
     */
    public Schedule(ScheduledExecutorService timer, Loops loops) {
        this.timer = timer;
        this.loops = loops;
    }

    /**
     * Repeats a task for as long as the program runs.
     *
     * @param name for the log and the health endpoint
     * @param first how long until the first time
     * @param pause from the end of one time to the beginning of the next
     */
    public void every(String name, Duration first, Duration pause, Runnable task) {
        Heartbeat heartbeat = loops.heartbeats().ofTask(name, pause);
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    heartbeat.beat();
                    safely(name, task);
                },
                first.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Does something once, after a while. */
    public void once(String name, Duration after, Runnable task) {
        var unused = timer.schedule(() -> safely(name, task), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void safely(String name, Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            survive(name, failure);
        }
    }

    /** The timer itself would stop repeating a task that throws. */
    private void survive(String name, Throwable failure) {
        try {
            if (!Ending.survivable(failure)) {
                loops.ending().end(name, failure);
            }
            if (!timer.isShutdown()) {
                LOG.error("task={} failed, done again error={}", name, failure);
            }
            LOG.debug("task={} failed", name, failure);
        } catch (Throwable again) {
            // Memory is too short even for the log line.
            return;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
