package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventId;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.fetch.MediumToFetch;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.TrustProcessor;
import dev.mediahook.job.TrustRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The first step of a success: turns the event into the list of its media that are not stored yet. */
public final class ListMediaProcessor implements Processor {

    /** The exchange property with the indexes of the media that are still to be stored; the steps of one job share it. */
    static final String MISSING = "mediahook.missing";

    private final Database database;
    private final Jobs jobs;
    private final Predicate<Medium.Stored> held;
    private final BiConsumer<EventId, MediumRef> discard;
    private final TrustRules trust;
    private final PromisedMedia promised;

    /**
     * @param held whether the store still has a medium that is on record
     * @param discard deletes what an earlier try, which was cut off, left of a medium that is stored
     * @param trust the conditions under which a success's media are fetched
     * @param promised finds the media that a success promises
     */
    public ListMediaProcessor(
            Database database,
            Jobs jobs,
            Predicate<Medium.Stored> held,
            BiConsumer<EventId, MediumRef> discard,
            TrustRules trust,
            PromisedMedia promised) {
        this.trust = trust;
        this.promised = promised;
        this.database = database;
        this.jobs = jobs;
        this.held = held;
        this.discard = discard;
    }

    /** Skips media that are stored already, since an event may be tried several times, and replayed. */
    @Override
    public void process(Exchange exchange) throws Exception {
        TrustProcessor.check(exchange, trust, JobStatus.COMPLETED);
        Event told = exchange.getMessage().getMandatoryBody(Event.class);
        String jobId = String.valueOf(told.jobId());
        Optional<Event> whole = promised.of(told, jobId);
        if (whole.isEmpty()) {
            // Another event has brought the media meanwhile: this event adds nothing.
            exchange.getMessage().setBody(new Outcome.Done(null));
            exchange.setRouteStop(true);
            return;
        }
        Event event = database.writer().write(handle -> Media.start(handle, jobs, whole.get(), jobId));
        exchange.setProperty(PayloadMappingProcessor.EVENT, event);
        List<Medium> known = database.read(handle -> Media.ofJob(handle, event.sender(), jobId));
        List<MediumToFetch> wanted = event.media().stream()
                .filter(medium -> !stored(known, medium, event.id()))
                .map(medium -> new MediumToFetch(event, jobId, medium))
                .toList();
        Set<Integer> missing = ConcurrentHashMap.newKeySet();
        wanted.forEach(one -> missing.add(one.medium().index()));
        exchange.setProperty(MISSING, missing);
        exchange.getMessage().setBody(wanted);
    }

    private boolean stored(List<Medium> known, MediumRef medium, EventId event) {
        boolean stored = known.stream()
                .filter(one -> one.index() == medium.index())
                .map(Medium::stored)
                .anyMatch(one -> one != null && held.test(one));
        if (stored) {
            discard.accept(event, medium);
        }
        return stored;
    }
}
