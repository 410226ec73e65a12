package dev.mediahook.inbox;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;

/** Deletes what is over and too old, a little at a time, so that no delivery waits for it. */
public final class Retention {

    private static final Logger LOG = EventLog.of(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 100;

    private final Duration retention;
    private final List<Deletion> deletions;

    /**
     * @param what stands in the log
     * @param older deletes some of what is older than a duration, and says how many; 0 at the end
     */
    public record Deletion(String what, ToIntFunction<Duration> older) {}

    public Retention(Duration retention, List<Deletion> deletions) {
        this.retention = retention;
        this.deletions = List.copyOf(deletions);
    }

    /** Deletes now and then from here on. */
    public void start(Schedule schedule) {
        schedule.every("retention", Duration.ofMinutes(1), EVERY, () -> deletions.forEach(this::delete));
    }

    private void delete(Deletion deletion) {
        try {
            int deleted = 0;
            for (int i = 0, last = 1; i < MOST_AT_ONCE && last > 0; i++) {
                last = deletion.older().applyAsInt(retention);
                deleted += last;
            }
            if (deleted > 0) {
                LOG.info("deleted {} {} older than {}", deleted, deletion.what(), retention);
            }
        } catch (RuntimeException failure) {
            LOG.warn("old {} could not be deleted, tried again later error={}", deletion.what(), failure.toString());
        }
    }
}
