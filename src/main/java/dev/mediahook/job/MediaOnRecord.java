package dev.mediahook.job;

import dev.mediahook.event.Event;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Knows which media of a job are stored. */
@FunctionalInterface
public interface MediaOnRecord {

    /** Whether each medium that a success is not whole without is stored. */
    boolean whole(Handle handle, Event event, String jobId) throws SQLException;
}
