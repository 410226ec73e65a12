package dev.mediahook.job;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Hears of each change of a job's status in the transaction that makes it. */
@FunctionalInterface
public interface StatusListener {

    /**
     * A job has got another status.
     *
     * @param event the event that is being worked on
     */
    void changed(Handle handle, long event, Job before, Job after, Instant now);
}
