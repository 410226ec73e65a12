package dev.mediahook.job;

import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Is told of changes to a job, within the transaction that makes them. */
@FunctionalInterface
public interface StatusListener {

    /**
     * The status of a job has changed.
     *
     * @param event the event that is being processed
     */
    void changed(Handle handle, long event, Job before, Job after, Instant now) throws SQLException;

    /**
     * The sender has reported a job's success, and it is believed. The job's status changes only once the media are
     * stored.
     */
    default void successAccepted(Handle handle, String sender, String jobId) throws SQLException {}
}
