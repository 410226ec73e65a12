package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Redaction;
import dev.mediahook.inbox.EventFilter;
import dev.mediahook.inbox.KeptEvent;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.job.Job;
import dev.mediahook.job.JobFilter;
import dev.mediahook.job.Jobs;
import dev.mediahook.view.EventView;
import dev.mediahook.view.JobStateView;
import dev.mediahook.view.SearchView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Searches by the id of a job or an event, or by a value in a payload. */
public final class SearchCalls {

    private static final String ID = "id";
    private static final String PATH = "path";
    private static final String VALUE = "value";

    static final Parameter[] PARAMETERS = {
        Parameter.text(ID, "the id of an event, or what the id of a job begins with"),
        Parameter.text(PATH, "a JSONPath without filters into payloads; together with value"),
        Parameter.text(VALUE, "the text, number, true or false that stands there"),
        Filters.SENDER,
        Filters.STATE,
        Filters.FROM,
        Filters.TO,
        Filters.LIMIT
    };

    /** The longest search; after it, the answer may be partial. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Each search reads one payload after the other over its own connection. */
    private static final int MOST_AT_ONCE = 2;

    private final Database database;
    private final Function<String, Redaction> redactions;
    private final Semaphore payloads = new Semaphore(MOST_AT_ONCE);

    /**
     * @param redactions what to hide in a sender's payloads, and therefore never to find
     */
    public SearchCalls(Database database, Function<String, Redaction> redactions) {
        this.database = database;
        this.redactions = redactions;
    }

    Answer search(ApiCall call) {
        Optional<String> id = call.parameter(ID);
        Optional<String> path = call.parameter(PATH);
        Optional<String> value = call.parameter(VALUE);
        if (id.isPresent() == path.isPresent() || path.isPresent() != value.isPresent()) {
            throw Problem.badRequest("search by id, or by path and value");
        }
        return Answer.ok(
                id.isPresent()
                        ? byId(call, id.get())
                        : byPayload(call, new PayloadWish(path.get(), value.get(), redactions)));
    }

    private SearchView byId(ApiCall call, String id) {
        Optional<EventId> event = eventId(id);
        return database.read(handle -> {
            if (event.isPresent()) {
                List<KeptEvent> one =
                        KeptEvents.one(handle, event.get()).stream().toList();
                return view(List.of(), one, false);
            }
            Sieve.Found<Job> jobs = jobs(handle, call, id);
            Sieve.Found<KeptEvent> events =
                    KeptEvents.page(handle, Filters.events(call).ofJob(id), Sieve.BRIEF, Long.MAX_VALUE, call.limit());
            boolean more = jobs.next().isPresent() || events.next().isPresent();
            return view(jobs.rows(), events.rows(), more);
        });
    }

    private static Sieve.Found<Job> jobs(Handle handle, ApiCall call, String id) {
        JobFilter filter = new JobFilter(
                call.values("sender"), List.of(), List.of(), call.time("from"), call.time("to"), Optional.of(id));
        return Jobs.page(handle, filter, Sieve.BRIEF, Long.MAX_VALUE, call.limit());
    }

    private static Optional<EventId> eventId(String text) {
        try {
            return Optional.of(EventId.parse(text));
        } catch (IllegalArgumentException ofAJob) {
            return Optional.empty();
        }
    }

    private SearchView byPayload(ApiCall call, PayloadWish wish) {
        EventFilter filter = Filters.events(call);
        if (!payloads.tryAcquire()) {
            throw Problem.unavailable(MOST_AT_ONCE + " searches are under way");
        }
        try {
            return database.read(handle -> {
                PayloadWish.Looking looking = wish.within(handle, PATIENCE);
                Sieve.Found<KeptEvent> found = KeptEvents.page(
                        handle, filter, Optional.of(looking), new Sieve(PATIENCE), Long.MAX_VALUE, call.limit());
                return view(
                        List.of(), found.rows(), looking.late() || found.next().isPresent());
            });
        } finally {
            payloads.release();
        }
    }

    private static SearchView view(List<Job> jobs, List<KeptEvent> events, boolean partial) {
        return new SearchView(
                jobs.stream()
                        .map(job -> JobStateView.of(job.sender(), job.jobId(), job.status()))
                        .toList(),
                events.stream().map(EventView::of).toList(),
                partial);
    }
}
