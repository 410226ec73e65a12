package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import dev.mediahook.fetch.Wanted;
import dev.mediahook.inbox.Outcome;
import dev.mediahook.store.InStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A success: fetch every medium of the job, several at once; store it, record it; only then the job is completed. */
public final class MediaRoutes extends RouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(MediaRoutes.class);

    /** The exchange property that holds the {@link Wanted}, whatever later steps make of the body. */
    static final String WANTED = "mediahook.wanted";

    private final Database database;
    private final Jobs jobs;
    private final InstantSource clock;
    private final ExecutorService transfers;
    private final Predicate<Medium.Stored> held;
    private final StoredListener listener;
    private final TrustRules trust;
    private final PromisedMedia promised;

    /** Hears of each medium that is on record. */
    @FunctionalInterface
    public interface StoredListener {
        void stored(Event event, Medium.Stored medium);
    }

    /**
     * @param transfers unbounded: the fetcher bounds what it does at once
     * @param held whether the store still has a medium that is on record
     * @param trust what a success must be before a medium of it is fetched
     * @param promised where the media are that a success promises
     */
    public MediaRoutes(
            Database database,
            Jobs jobs,
            InstantSource clock,
            ExecutorService transfers,
            Predicate<Medium.Stored> held,
            StoredListener listener,
            TrustRules trust,
            PromisedMedia promised) {
        this.trust = trust;
        this.promised = promised;
        this.listener = listener;
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
        this.transfers = transfers;
        this.held = held;
    }

    @Override
    public void configure() {
        from("direct:fetch-media")
                .routeId("fetch-media")
                .description("A success: every medium fetched and stored, then the job is completed")
                .process(new TrustProcessor(trust, JobStatus.COMPLETED))
                .process(this::promised)
                .process(this::wanted)
                .split(body(), MediaRoutes::mostHopeful)
                .parallelProcessing()
                .executorService(transfers)
                .setProperty(WANTED, body())
                .doTry()
                .to("direct:fetch-medium")
                .to("direct:store-medium")
                .process(this::record)
                .doCatch(EventFailed.class)
                .process(new LostExtraProcessor(database))
                .end()
                .end()
                .process(MediaRoutes::whole)
                .to("direct:job-completed");
    }

    /** An event that brings nothing new ends here. */
    private void promised(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        Optional<Event> whole = promised.of(event, String.valueOf(event.jobId()));
        exchange.setRouteStop(whole.isEmpty());
        exchange.getMessage().setBody(whole.<Object>map(one -> one).orElse(new Outcome.Done(null)));
        whole.ifPresent(one -> exchange.setProperty(PayloadMappingProcessor.EVENT, one));
    }

    /** Leaves out what is stored already: an event may be tried several times, and replayed. */
    private void wanted(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        String jobId = event.jobId();
        if (jobId == null) {
            throw EventFailed.forGood(Reason.UNREADABLE, "the event names no job");
        }
        List<Medium> known = database.writer().write(handle -> {
            jobs.believe(handle, event, jobId);
            return Media.ofJob(handle, event.sender(), jobId);
        });
        List<Wanted> wanted = event.media().stream()
                .filter(medium -> !stored(known, medium))
                .map(medium -> new Wanted(event, jobId, medium))
                .toList();
        exchange.getMessage().setBody(wanted);
    }

    private boolean stored(List<Medium> known, MediumRef medium) {
        return known.stream()
                .filter(one -> one.index() == medium.index())
                .map(Medium::stored)
                .anyMatch(stored -> stored != null && held.test(stored));
    }

    private void record(Exchange exchange) throws Exception {
        InStore inStore = exchange.getMessage().getMandatoryBody(InStore.class);
        Wanted wanted = inStore.fetched().wanted();
        Medium.Stored stored = Medium.Stored.of(inStore, clock.instant());
        database.writer().write(handle -> {
            Media.stored(handle, wanted.event().sender(), wanted.jobId(), wanted.medium(), stored);
            return stored;
        });
        LOG.info(
                "{} stored location={} type={} size={} fetch-ms={}",
                wanted,
                stored.location(),
                stored.contentType(),
                stored.size(),
                stored.fetchMillis());
        listener.stored(wanted.event(), stored);
    }

    /**
     * Of several failures the one worth most tries: while one medium can still be had, the event is not given up. Of two
     * such the one that is not over when a URL dies.
     */
    private static Exchange mostHopeful(Exchange before, Exchange next) {
        if (before == null || before.getException() == null) {
            return next;
        }
        int order = Integer.compare(tries(next), tries(before));
        return order > 0 || (order == 0 && !needsTheUrl(next)) ? next : before;
    }

    private static boolean needsTheUrl(Exchange exchange) {
        EventFailed failed = exchange.getException(EventFailed.class);
        return failed != null && failed.reason().needsTheUrl();
    }

    private static int tries(Exchange exchange) {
        EventFailed failed = exchange.getException(EventFailed.class);
        return exchange.getException() == null ? 0 : failed == null ? Integer.MAX_VALUE : failed.tries();
    }

    private static void whole(Exchange exchange) {
        exchange.getMessage().setBody(exchange.getProperty(PayloadMappingProcessor.EVENT, Event.class));
    }
}
