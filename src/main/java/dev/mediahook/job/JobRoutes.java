package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The routes to which a sender's route sends its events: one for each meaning of a status. None of them can be
 * replaced: Camel refuses a second route with the same id or endpoint.
 */
public final class JobRoutes extends RouteBuilder {

    private final Database database;
    private final Jobs jobs;
    private final MediaOnRecord media;
    private final TrustRules trust;

    /**
     * @param media says whether a success may complete its job
     * @param trust the conditions under which an event changes its job
     */
    public JobRoutes(Database database, Jobs jobs, MediaOnRecord media, TrustRules trust) {
        this.trust = trust;
        this.media = media;
        this.database = database;
        this.jobs = jobs;
    }

    @Override
    public void configure() {
        // The inbox does the retries; a host's error handler takes no part.
        errorHandler(noErrorHandler());

        room("job-running", JobStatus.RUNNING);
        room("job-failed", JobStatus.FAILED);
        room("job-cancelled", JobStatus.CANCELLED);
        room("job-moderated", JobStatus.MODERATED);
        room("job-completed", JobStatus.COMPLETED);

        from("direct:mediahook-event-recorded")
                .routeId("mediahook-event-recorded")
                .description("An event that is kept and changes nothing")
                .setBody(exchange -> new Outcome.Done(null));

        from("direct:mediahook-event-unknown")
                .routeId("mediahook-event-unknown")
                .description("A word that the sender's route does not know, or a body that can't be read")
                .process(JobRoutes::unknown);
    }

    private void room(String name, JobStatus status) {
        from("direct:mediahook-" + name)
                .routeId("mediahook-" + name)
                .description("The event's job is " + status.word())
                .process(new TrustProcessor(trust, status))
                .process(new JobStatusProcessor(database, jobs, status, media))
                .to("direct:mediahook-notify");
    }

    private static void unknown(Exchange exchange) throws Exception {
        exchange.getMessage().setBody(Outcome.unknown(exchange.getMessage().getMandatoryBody(Event.class)));
    }
}
