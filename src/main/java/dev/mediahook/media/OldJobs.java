package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import java.time.Instant;
import java.util.List;

/** Deletes jobs that nobody will hear of any more. */
public final class OldJobs {

    private OldJobs() {}

    /**
     * Deletes jobs, with the records of their media, that were first seen and last changed before the cutoff and have
     * no event and no watch left. Stored files stay in the store. Returns how many, at most a thousand.
     */
    public static int deleteOlderThan(Database database, Instant cutoff) {
        List<Job> old = database.read(handle -> Jobs.forgotten(handle, cutoff));
        return database.writer().inSteps(old, (handle, step) -> {
            List<Job> gone = Jobs.delete(handle, step, cutoff);
            Media.delete(handle, gone);
            return gone.size();
        });
    }
}
