package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import dev.mediahook.job.Jobs;
import java.util.function.BiConsumer;
import org.apache.camel.builder.RouteBuilder;

/** The route that gets each event that the inbox gives up. */
public final class GiveUpRoutes extends RouteBuilder {

    private final Database database;
    private final Jobs jobs;
    private final BiConsumer<Event, Reason> lost;

    /**
     * @param lost is told of each event whose medium could not be fetched
     */
    public GiveUpRoutes(Database database, Jobs jobs, BiConsumer<Event, Reason> lost) {
        this.database = database;
        this.jobs = jobs;
        this.lost = lost;
    }

    @Override
    public void configure() {
        // The inbox itself retries; a host's error handler must not.
        errorHandler(noErrorHandler());

        from("direct:mediahook-give-up")
                .routeId("mediahook-give-up")
                .description("An event that is not tried again: its job is failed if that cost a medium")
                .process(new LostMediumProcessor(database, jobs, lost))
                .to("direct:mediahook-notify");
    }
}
