package dev.mediahook.inbox;

import dev.mediahook.database.Listing;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.RawBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks into the inbox without changing it. */
public final class KeptEvents {

    private static final String COLUMNS =
            "id, sender, dedup_key, type, job_id, received_at, via, state, attempts," + " duplicates, reason, delivery_id";

    private static final Listing PAGES = new Listing("mediahook_event", COLUMNS, "state", "id");

    /** No sender tells a hundredth as much of one job; a page, and what is told of the job, stay small. */
    private static final int MOST_OF_ONE_JOB = 1000;

    private KeptEvents() {}

    /**
     * A page of events, newest first.
     *
     * @param sender null for all
     * @param state null for all
     * @param before only events received before the one with this id
     */
    public static List<KeptEvent> page(
            Handle handle, @Nullable String sender, @Nullable EventState state, long before, int limit) {
        return PAGES.newest(
                handle,
                sender,
                state == null ? Set.of() : state.stored(),
                before,
                limit,
                (row, context) -> event(row));
    }

    /** The events of one job, oldest first; of very many the newest. */
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

    /** The body as it came, or nothing where there is no such event, or its body is no longer kept. */
    public static Optional<RawBody> payload(Handle handle, EventId id) {
        return handle.createQuery("SELECT body FROM mediahook_event WHERE id = :id AND body IS NOT NULL")
                .bind("id", id.value())
                .map((row, context) -> RawBody.of(row.getBytes(1)))
                .findOne();
    }

    /** A condition with the state's words written out: only so does SQLite use an index that is partial to one. */
    static String in(EventState state) {
        return state.stored().stream().collect(Collectors.joining("', '", "state IN ('", "')"));
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
