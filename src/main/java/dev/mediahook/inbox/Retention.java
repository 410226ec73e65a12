package dev.mediahook.inbox;

import dev.mediahook.database.Duties;
import dev.mediahook.log.EventLog;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;

/**
 * Deletes what has ended and is too old, a little at a time and no more than half of the time, so that no delivery waits for
 * it. One node does it for all.
 */
public final class Retention {

    private static final Logger LOG = EventLog.of(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Duties duties;
    private final Runnable afterwards;
    private final List<Deletion> deletions;

    /**
     * What is deleted once it is old enough.
     *
     * @param what stands in the log
     * @param age from which on it is
     * @param older deletes some of what is older
     */
    public record Deletion(String what, Duration age, Function<Duration, Step> older) {

        /**
         * Of what is deleted as it is found.
         *
         * @param older says how many it has deleted; 0 at the end
         */
        public static Deletion of(String what, Duration age, ToIntFunction<Duration> older) {
            return new Deletion(what, age, some -> {
                int deleted = older.applyAsInt(some);
                return new Step(deleted, deleted);
            });
        }
    }

    /**
     * Some of what is old.
     *
     * @param looked how many were looked at; 0 at the end
     * @param deleted how many of them were deleted
     */
    public record Step(int looked, int deleted) {}

    /**
     * @param duties of which one is to delete
     * @param afterwards done after each round
     */
    public Retention(Duties duties, List<Deletion> deletions, Runnable afterwards) {
        this.duties = duties;
        this.afterwards = afterwards;
        this.deletions = List.copyOf(deletions);
    }

    /** Deletes now and then from here on. */
    public void start(Schedule schedule) {
        schedule.every("retention", Duration.ofMinutes(1), EVERY, () -> duties.ifMine("retention", this::round));
    }

    /** Deletes what is old enough by now. */
    public void round() {
        deletions.forEach(this::delete);
        afterwards.run();
    }

    private void delete(Deletion deletion) {
        try {
            int deleted = 0;
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted() && duties.mine("retention")) {
                long begun = System.nanoTime();
                Step step = deletion.older().apply(deletion.age());
                deleted += step.deleted();
                more = step.looked() > 0;
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
            if (deleted > 0) {
                LOG.info("deleted {} {} older than {}", deleted, deletion.what(), deletion.age());
            }
        } catch (RuntimeException failure) {
            LOG.warn("old {} could not be deleted, tried again later error={}", deletion.what(), failure.toString());
        }
    }
}
