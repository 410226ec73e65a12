package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import java.util.List;
import java.util.function.LongSupplier;

/** Deletes payloads row by row. Only one thread at a time goes through them. */
final class PayloadRows {

    private static final int AT_ONCE = 1000;

    private final Database database;
    private final String look;
    private final String delete;
    private final LongSupplier end;
    private long seen = Long.MIN_VALUE;

    private record Seen(long id, boolean kept) {}

    private PayloadRows(Database database, String look, String delete, LongSupplier end) {
        this.database = database;
        this.look = look;
        this.delete = delete;
        this.end = end;
    }

    /**
     * Payloads in the rows of events.
     *
     * @param end no event with this id or a higher one has its payload in its row
     */
    static PayloadRows inEvents(Database database, LongSupplier end) {
        return new PayloadRows(
                database,
                "SELECT id, body IS NOT NULL AND state IN ('done', 'dead') AS kept FROM mediahook_event"
                        + " WHERE id > :seen AND id < :before ORDER BY id LIMIT " + AT_ONCE,
                "UPDATE mediahook_event SET body = NULL, headers = NULL WHERE id IN (<ids>) AND state IN ('done', 'dead')",
                end);
    }

    /** Payloads apart from the rows of events, including payloads of events that are gone. */
    static PayloadRows apart(Database database) {
        String over = "COALESCE((SELECT event.state IN ('done', 'dead') FROM mediahook_event AS event"
                + " WHERE event.id = payload.event_id), TRUE)";
        return new PayloadRows(
                database,
                "SELECT payload.event_id, " + over + " AS kept FROM mediahook_payload AS payload"
                        + " WHERE payload.event_id > :seen AND payload.event_id < :before"
                        + " ORDER BY payload.event_id LIMIT " + AT_ONCE,
                "DELETE FROM mediahook_payload AS payload WHERE payload.event_id IN (<ids>) AND " + over,
                () -> Long.MAX_VALUE);
    }

    /** Begins again with the oldest payload. */
    void again() {
        seen = Long.MIN_VALUE;
    }

    /** Goes on from where the last call ended; looks at a thousand events at most. */
    Retention.Step deleteBefore(long id) {
        List<Seen> next = next(Math.min(id, end.getAsLong()));
        List<Long> kept = next.stream().filter(Seen::kept).map(Seen::id).toList();
        int deleted = database.writer().inSteps(kept, (handle, ids) -> handle.createUpdate(delete)
                .bindList("ids", ids)
                .execute());
        if (!next.isEmpty()) {
            seen = next.get(next.size() - 1).id();
        }
        return new Retention.Step(next.size(), deleted);
    }

    private List<Seen> next(long before) {
        return database.read(handle -> handle.createQuery(look)
                .bind("seen", seen)
                .bind("before", before)
                .map((row, context) -> new Seen(row.getLong(1), row.getBoolean(2)))
                .list());
    }
}
