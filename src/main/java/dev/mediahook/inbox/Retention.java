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
 * Deletes data that is finished and too old, a little at a time and during no more than half of the time, so that no
 * delivery waits for it. One node deletes for all.
 */
public final class Retention {

    private static final Logger LOG = EventLog.of(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Duties duties;
    private final Runnable afterwards;
    private final List<Deletion> deletions;

    /**
     * A kind of data that is deleted once it is old enough.
     *
     * @param what the name of the data in the log
     * @param age the age from which on the data is deleted
     * @param older deletes some of the data that is older
     */
    public record Deletion(String what, Duration age, Function<Duration, Step> older) {

        /**
         * For data that is deleted as it is found.
         *
         * @param older returns how many it has deleted; 0 at the end
         */
        public static Deletion of(String what, Duration age, ToIntFunction<Duration> older) {
            return new Deletion(what, age, some -> {
                int deleted = older.applyAsInt(some);
                return new Step(deleted, deleted);
            });
        }
    }

    /**
     * One step through the old data.
     *
     * @param looked how many were looked at; 0 at the end
     * @param deleted how many of them were deleted
     */
    public record Step(int looked, int deleted) {}

    /**
     * @param duties the duties of the nodes; deleting is one of them
     * @param afterwards runs after each round
     */
    public Retention(Duties duties, List<Deletion> deletions, Runnable afterwards) {
        this.duties = duties;
        this.afterwards = afterwards;
        this.deletions = List.copyOf(deletions);
        List<String> soon = deletions.stream()
                .filter(deletion -> deletion.age().compareTo(EVERY) < 0)
                .map(Deletion::what)
                .toList();
        if (!soon.isEmpty()) {
            LOG.warn("{} are kept for less than a minute: if mediahook.retention… is in days, write 30d, not 30", soon);
        }
    }

    /** Deletes from time to time from now on. */
    public void start(Schedule schedule) {
        schedule.every("retention", Duration.ofMinutes(1), EVERY, () -> duties.ifMine("retention", this::round));
    }

    /** Deletes all data that is old enough by now. */
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
            LOG.warn("old {} could not be deleted, tried again later error={}", deletion.what(), failure);
        }
    }
}
