package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.GivenUp;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import dev.mediahook.event.SenderError;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Records the job of a given-up success as failed, with the reason as its code; what the sender said of it stays. Leaves
 * the event as the body.
 */
final class LostMediumProcessor implements Processor {

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
        GivenUp givenUp = exchange.getMessage().getMandatoryBody(GivenUp.class);
        Event event = givenUp.event();
        String jobId = event.jobId();
        boolean lost = givenUp.reason().losesMedium()
                || (givenUp.reason() == Reason.ROUTE_FAILED && event.end() == JobStatus.COMPLETED);
        if (jobId != null && lost) {
            SenderError error = new SenderError(givenUp.reason().word(), givenUp.detail());
            JobFact fact = JobFact.of(event, JobStatus.FAILED, error);
            database.writer().write(handle -> {
                event.media().forEach(medium -> Media.seen(handle, event.sender(), jobId, medium));
                return jobs.apply(handle, event.id().value(), event.sender(), jobId, fact);
            });
        }
        if (lost) {
            listener.accept(event, givenUp.reason());
        }
        exchange.getMessage().setBody(event);
    }
}
