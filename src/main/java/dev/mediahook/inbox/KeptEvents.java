package dev.mediahook.inbox;

import dev.mediahook.database.Dialect;
import dev.mediahook.database.Listing;
import dev.mediahook.database.PrefixRange;
import dev.mediahook.database.Sieve;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.ShownHeaders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Looks into the inbox without changing it. */
public final class KeptEvents {

    private static final String COLUMNS = "id, sender, dedup_key, type, job_id, received_at, via, state, attempts,"
            + " duplicates, reason, delivery_id";

    private static final Listing PAGES = new Listing("mediahook_event", COLUMNS, "state", EventState.allStored(), "id");

    /**
     * No sender sends even a hundredth of this many events for one job. The limit keeps a page, and what is shown of a
     * job, small.
     */
    private static final int MOST_OF_ONE_JOB = 1000;

    private static final int MOST_WITH_ATTEMPTS = 100;

    private KeptEvents() {}

    /**
     * A page of events, newest first.
     *
     * @param before only events received before the one with this id
     */
    public static Sieve.Found<KeptEvent> page(Handle handle, EventFilter filter, Sieve sieve, long before, int limit) {
        return page(handle, filter, Optional.empty(), sieve, before, limit);
    }

    /**
     * A page of events, newest first.
     *
     * @param also a further condition on each event; events are tested one by one
     * @param before only events received before the one with this id
     */
    public static Sieve.Found<KeptEvent> page(
            Handle handle,
            EventFilter filter,
            Optional<Predicate<KeptEvent>> also,
            Sieve sieve,
            long before,
            int limit) {
        Optional<List<KeptEvent>> few = filter.jobId().flatMap(beginning -> few(handle, PrefixRange.of(beginning)));
        Sieve.Rows<KeptEvent> rows = few.isPresent()
                ? Sieve.Rows.of(few.get(), event -> event.id().value())
                : (number, most) -> PAGES.newest(
                        handle, filter.senders(), filter.stored(), number, most, (row, context) -> event(row));
        return sieve.page(
                rows,
                event -> event.id().value(),
                event -> filter.matches(event) && (also.isEmpty() || also.get().test(event)),
                few.isEmpty() && also.isEmpty() && filter.byIndexAlone(),
                filter.before(before),
                filter.lowest(),
                limit);
    }

    /** All events whose jobs' ids share a beginning, newest first; nothing if there are too many. */
    private static Optional<List<KeptEvent>> few(Handle handle, PrefixRange beginning) {
        List<KeptEvent> found = handle.createQuery("SELECT " + COLUMNS + " FROM mediahook_event"
                        + " WHERE job_id >= :first AND job_id < :last ORDER BY job_id LIMIT " + (PrefixRange.FEW + 1))
                .bind("first", beginning.first())
                .bind("last", beginning.last())
                .map((row, context) -> event(row))
                .list();
        return found.size() > PrefixRange.FEW
                ? Optional.empty()
                : Optional.of(found.stream()
                        .sorted(Comparator.comparingLong(
                                        (KeptEvent event) -> event.id().value())
                                .reversed())
                        .toList());
    }

    /** The senders whose events are kept; reads one row of an index for each sender. */
    public static Set<String> senders(Handle handle) {
        return handle.createQuery("WITH RECURSIVE kept(sender) AS (SELECT min(sender) FROM mediahook_event UNION ALL"
                        + " SELECT (SELECT min(sender) FROM mediahook_event WHERE sender > kept.sender) FROM kept"
                        + " WHERE kept.sender IS NOT NULL) SELECT sender FROM kept WHERE sender IS NOT NULL")
                .mapTo(String.class)
                .set();
    }

    /** The events of one job, oldest first; if there are very many, only the newest. */
    public static List<KeptEvent> ofJob(Handle handle, String sender, String jobId) {
        return handle.createQuery("SELECT * FROM (SELECT " + COLUMNS
                        + " FROM mediahook_event WHERE job_id = :jobId AND sender = :sender ORDER BY id DESC LIMIT "
                        + MOST_OF_ONE_JOB + ") AS newest ORDER BY id")
                .bind("jobId", jobId)
                .bind("sender", sender)
                .map((row, context) -> event(row))
                .list();
    }

    /** One event, or nothing if there is no such event. */
    public static Optional<KeptEvent> one(Handle handle, EventId id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM mediahook_event WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> event(row))
                .findOne();
    }

    /** The body as it came, and its sender; nothing if there is no such event, or if its body is no longer kept. */
    public static Optional<KeptPayload> payload(Handle handle, EventId id) {
        return handle.createQuery(PayloadTable.of(Dialect.of(handle)).one())
                .bind("id", id.value())
                .map((row, context) -> {
                    byte[] body = row.getBytes(2);
                    return body == null
                            ? Optional.<KeptPayload>empty()
                            : Optional.of(new KeptPayload(
                                    row.getString(1), RawBody.of(body), PayloadTable.isIntact(row, 4, body)));
                })
                .findOne()
                .flatMap(Function.identity());
    }

    /**
     * The outcome of each try at an event, oldest first; if there were many, only of the last ones. Nothing if there is
     * no such event.
     */
    public static Optional<List<Attempt>> attempts(Handle handle, EventId id) {
        return handle.createQuery("SELECT tries FROM mediahook_event WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> AttemptLines.read(row.getString(1)))
                .findOne();
    }

    /** The tries at the newest events of one job, by event, oldest first. */
    public static Map<EventId, List<Attempt>> attemptsOfJob(Handle handle, String sender, String jobId) {
        Map<EventId, List<Attempt>> attempts = new TreeMap<>(Comparator.comparingLong(EventId::value));
        handle.createQuery("SELECT id, tries FROM mediahook_event WHERE job_id = :jobId AND sender = :sender"
                        + " AND tries IS NOT NULL ORDER BY id DESC LIMIT " + MOST_WITH_ATTEMPTS)
                .bind("jobId", jobId)
                .bind("sender", sender)
                .map((row, context) -> Map.entry(new EventId(row.getLong(1)), AttemptLines.read(row.getString(2))))
                .forEach(one -> attempts.put(one.getKey(), one.getValue()));
        return attempts;
    }

    /** The headers of the request that brought an event; nothing if there is no such event. */
    public static Optional<List<ShownHeaders.Header>> headers(Handle handle, EventId id) {
        return handle.createQuery(PayloadTable.of(Dialect.of(handle)).one())
                .bind("id", id.value())
                .map((row, context) -> ShownHeaders.read(row.getString(3)))
                .findOne();
    }

    private static KeptEvent event(ResultSet row) throws SQLException {
        return new KeptEvent(
                new EventId(row.getLong("id")),
                row.getString("sender"),
                row.getString("dedup_key"),
                row.getString("type"),
                row.getString("job_id"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("via"),
                EventState.ofStored(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("duplicates"),
                row.getString("reason"),
                row.getString("delivery_id"));
    }
}
