package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.event.DeadEvent;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import dev.mediahook.event.SenderError;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jdbi.v3.core.Handle;

/**
 * Records the job of a given-up success as failed, with the reason as its code; the sender's own words stay. Leaves the
 * event as the body.
 */
final class LostMediumProcessor implements Processor {

    /** Once its success was believed, nobody asks the sender again, so nothing else would end the job. */
    private static final Set<Reason> ENDS_WHAT_WAS_BELIEVED =
            Set.of(Reason.ROUTE_FAILED, Reason.UNKNOWN_JOB, Reason.UNCONFIRMED);

    private final Database database;
    private final Jobs jobs;
    private final BiConsumer<Event, Reason> listener;

    LostMediumProcessor(Database database, Jobs jobs, BiConsumer<Event, Reason> listener) {
        this.listener = listener;
        this.database = database;
        this.jobs = jobs;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DeadEvent givenUp = exchange.getMessage().getMandatoryBody(DeadEvent.class);
        Event event = givenUp.event();
        String jobId = event.jobId();
        if (jobId != null && database.writer().write(handle -> loses(handle, givenUp, jobId))) {
            listener.accept(event, givenUp.reason());
        }
        exchange.getMessage().setBody(event);
    }

    private boolean loses(Handle handle, DeadEvent givenUp, String jobId) throws SQLException {
        Event event = givenUp.event();
        Reason reason = givenUp.reason();
        boolean believed = Media.ofJob(handle, event.sender(), jobId).stream()
                .anyMatch(one -> one.stored() == null && one.reason() == null);
        if (!reason.losesMedium() && !(believed && ENDS_WHAT_WAS_BELIEVED.contains(reason))) {
            return false;
        }
        Media.seen(handle, event.sender(), jobId, event.media());
        SenderError error = new SenderError(reason.word(), givenUp.detail());
        JobFact fact = JobFact.of(event, JobStatus.FAILED, error);
        return jobs.apply(handle, event.id().value(), event.sender(), jobId, fact)
                        .status()
                != JobStatus.COMPLETED;
    }
}
