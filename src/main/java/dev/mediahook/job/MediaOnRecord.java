package dev.mediahook.job;

import dev.mediahook.event.Event;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Knows which media of a job are stored. */
@FunctionalInterface
public interface MediaOnRecord {

    /** Whether all media are stored without which the success is incomplete. */
    boolean whole(Handle handle, Event event, String jobId) throws SQLException;
}
