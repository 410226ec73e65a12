package dev.mediahook.job;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Several listeners, told one after the other. */
public record StatusListeners(List<StatusListener> all) implements StatusListener {

    @Override
    public void changed(Handle handle, long event, Job before, Job after, Instant now) throws SQLException {
        for (StatusListener one : all) {
            one.changed(handle, event, before, after, now);
        }
    }

    @Override
    public void successAccepted(Handle handle, String sender, String jobId) throws SQLException {
        for (StatusListener one : all) {
            one.successAccepted(handle, sender, jobId);
        }
    }
}
