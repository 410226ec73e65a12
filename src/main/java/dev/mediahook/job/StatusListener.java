package dev.mediahook.job;

import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Hears of what becomes of a job in the transaction that makes it. */
@FunctionalInterface
public interface StatusListener {

    /**
     * A job has got another status.
     *
     * @param event the event that is being worked on
     */
    void changed(Handle handle, long event, Job before, Job after, Instant now) throws SQLException;

    /** The sender has told of a job's success, and it is believed; its status is another once the media are stored. */
    default void successAccepted(Handle handle, String sender, String jobId) {}
}
