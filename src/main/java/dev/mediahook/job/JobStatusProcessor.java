package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import dev.mediahook.event.SenderError;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Records that an event gives its job a status. */
final class JobStatusProcessor implements Processor {

    private final Database database;
    private final Jobs jobs;
    private final JobStatus status;
    private final MediaOnRecord media;

    JobStatusProcessor(Database database, Jobs jobs, JobStatus status, MediaOnRecord media) {
        this.media = media;
        this.database = database;
        this.jobs = jobs;
        this.status = status;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        String jobId = event.jobId();
        if (jobId == null) {
            throw EventFailed.permanent(Reason.UNREADABLE, "the event names no job");
        }
        JobFact fact = JobFact.of(event, status, errorOf(event));
        database.writer().write(handle -> {
            checkWhole(handle, event, jobId);
            return jobs.apply(handle, event.id().value(), event.sender(), jobId, fact);
        });
    }

    /** A success that a route sent here without fetching its media does not complete the job. */
    private void checkWhole(Handle handle, Event event, String jobId) throws SQLException {
        if (status != JobStatus.COMPLETED) {
            return;
        }
        if (event.flaw() != null || !media.whole(handle, event, jobId)) {
            throw EventFailed.permanent(
                    Reason.MISROUTED, "its media are not stored: send a success to direct:mediahook-fetch-media");
        }
    }

    /** An error in the payload of a success says nothing about the job. */
    private @Nullable SenderError errorOf(Event event) {
        return status == JobStatus.COMPLETED || status == JobStatus.RUNNING ? null : event.error();
    }
}
