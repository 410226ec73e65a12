package dev.mediahook.inbox;

import dev.mediahook.database.Duties;
import dev.mediahook.log.EventLog;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;

/**
 * Deletes what has ended and is too old, a little at a time and no more than half of the time, so that no delivery waits for
 * it. One node does it for all.
 */
public final class Retention {

    private static final Logger LOG = EventLog.of(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Duration retention;
    private final Duties duties;
    private final Runnable afterwards;
    private final List<Deletion> deletions;

    /**
     * @param what stands in the log
     * @param older deletes some of what is older than a duration, and says how many; 0 at the end
     */
    public record Deletion(String what, ToIntFunction<Duration> older) {}

    /**
     * @param duties of which one is to delete
     * @param afterwards done after each round
     */
    public Retention(Duration retention, Duties duties, List<Deletion> deletions, Runnable afterwards) {
        this.retention = retention;
        this.duties = duties;
        this.afterwards = afterwards;
        this.deletions = List.copyOf(deletions);
    }

    /** Deletes now and then from here on. */
    public void start(Schedule schedule) {
        schedule.every("retention", Duration.ofMinutes(1), EVERY, () -> duties.ifMine("retention", this::round));
    }

    private void round() {
        deletions.forEach(this::delete);
        afterwards.run();
    }

    private void delete(Deletion deletion) {
        try {
            int deleted = 0;
            int last = 1;
            while (last > 0 && !Thread.currentThread().isInterrupted() && duties.mine("retention")) {
                long begun = System.nanoTime();
                last = deletion.older().applyAsInt(retention);
                deleted += last;
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
            if (deleted > 0) {
                LOG.info("deleted {} {} older than {}", deleted, deletion.what(), retention);
            }
        } catch (RuntimeException failure) {
            LOG.warn("old {} could not be deleted, tried again later error={}", deletion.what(), failure.toString());
        }
    }
}
