package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.Reason;
import dev.mediahook.fetch.Wanted;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The first step of a success: makes of the event the list of its media that are not in the store yet. */
public final class ListMediaProcessor implements Processor {

    /** The exchange property with the indexes of the media that are still to be stored; the steps of one job share it. */
    static final String MISSING = "mediahook.missing";

    /** Each takes a thread while it is fetched; no sender makes a tenth as many of one job. */
    private static final int MOST_MEDIA = 200;

    private final Database database;
    private final Jobs jobs;
    private final Predicate<Medium.Stored> held;

    /**
     * @param held whether the store still has a medium that is on record
     */
    public ListMediaProcessor(Database database, Jobs jobs, Predicate<Medium.Stored> held) {
        this.database = database;
        this.jobs = jobs;
        this.held = held;
    }

    /** Leaves out what is stored already: an event may be tried several times, and replayed. */
    @Override
    public void process(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        String jobId = event.jobId();
        if (jobId == null) {
            throw EventFailed.forGood(Reason.UNREADABLE, "the event names no job");
        }
        if (event.media().size() > MOST_MEDIA) {
            throw EventFailed.forGood(
                    Reason.TOO_LARGE, "the event names " + event.media().size() + " media, more than " + MOST_MEDIA);
        }
        List<Medium> known = database.writer().write(handle -> {
            jobs.believe(handle, event, jobId);
            return Media.ofJob(handle, event.sender(), jobId);
        });
        List<Wanted> wanted = event.media().stream()
                .filter(medium -> !stored(known, medium))
                .map(medium -> new Wanted(event, jobId, medium))
                .toList();
        Set<Integer> missing = ConcurrentHashMap.newKeySet();
        wanted.forEach(one -> missing.add(one.medium().index()));
        exchange.setProperty(MISSING, missing);
        exchange.getMessage().setBody(wanted);
    }

    private boolean stored(List<Medium> known, MediumRef medium) {
        return known.stream()
                .filter(one -> one.index() == medium.index())
                .map(Medium::stored)
                .anyMatch(stored -> stored != null && held.test(stored));
    }
}
