package dev.mediahook.inbox;

import dev.mediahook.database.Arguments;
import dev.mediahook.database.Rows;
import dev.mediahook.event.Event;
import dev.mediahook.inbox.Keeping.Found;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Inserts events on PostgreSQL and counts plain repeats. One statement handles a whole commit, since a round trip to
 * the server costs more CPU than an event does.
 */
final class BatchInsertion implements Keeping.Insertion {

    /**
     * A key is claimed first: if several nodes get the same event at once, only one inserts it. An existing row is
     * looked up instead of run into, since a conflict waits for whoever is changing that row. LATERAL with a LIMIT
     * keeps the planner from joining the whole table: each look-up is for one event, by an index. The casts are for a
     * driver that sends arguments as text, without types (preferQueryMode=simple).
     */
    private static final String INSERT = "WITH given AS MATERIALIZED (SELECT *, pg_try_advisory_xact_lock(word) AS free"
            + " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[])"
            + " AS one(word, times, id, sender, dedup_key, type, job_id, via, received_at, state, deadline, reason, proof,"
            + " delivery_id, trace, body, headers)),"
            + " earlier AS MATERIALIZED (SELECT given.id AS repeat, times, via, received_at, event.id FROM given CROSS JOIN"
            + " LATERAL (SELECT id FROM mediahook_event WHERE sender = given.sender AND dedup_key = given.dedup_key LIMIT 1)"
            + " AS event WHERE free),"
            + " kept AS (INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state, since,"
            + " deadline, due, reason, proof, delivery_id, trace, duplicates, webhook_at)"
            + " SELECT id, sender, dedup_key, type, job_id, via, received_at, state, received_at, deadline, 0, reason, proof,"
            + " delivery_id, trace, times - 1, CASE WHEN times > 1 AND via = 'webhook' THEN received_at END FROM given"
            + " WHERE free AND id NOT IN (SELECT repeat FROM earlier)"
            + " ON CONFLICT (sender, dedup_key) DO NOTHING RETURNING id),"
            + " payloads AS (INSERT INTO mediahook_payload (event_id, body, headers)"
            + " SELECT id, body, headers FROM given WHERE id IN (SELECT id FROM kept)),"
            + " counted AS (UPDATE mediahook_event AS event SET duplicates = event.duplicates + plain.times, webhook_at ="
            + " COALESCE(event.webhook_at, CASE WHEN plain.via = 'webhook' THEN plain.received_at END)"
            + " FROM (SELECT earlier.* FROM earlier CROSS JOIN LATERAL (SELECT id FROM mediahook_event WHERE id = earlier.id"
            + " AND (state NOT IN ('done', 'dead') OR state = 'done' AND received_at >= ?) LIMIT 1 FOR UPDATE SKIP LOCKED)"
            + " AS unlocked) AS plain WHERE event.id = plain.id RETURNING plain.repeat)"
            + " SELECT given.id, CASE WHEN NOT free THEN 'elsewhere' WHEN id IN (SELECT id FROM kept) THEN 'new'"
            + " WHEN id IN (SELECT repeat FROM counted) THEN 'counted' ELSE 'open' END FROM given";

    private final ToLongFunction<Event> deadline;

    /**
     * @param deadline of an event, in milliseconds since 1970
     */
    BatchInsertion(ToLongFunction<Event> deadline) {
        this.deadline = deadline;
    }

    @Override
    public void insert(Handle handle, List<Event> events, long forgotten, IdentityHashMap<Event, @Nullable Found> found)
            throws SQLException {
        Map<String, List<Event>> byKey = new LinkedHashMap<>();
        for (Event event : events) {
            byKey.computeIfAbsent(event.via().word() + ' ' + key(event), key -> new ArrayList<>())
                    .add(event);
        }
        Map<Long, String> words = new HashMap<>();
        var unused = Rows.answer(
                handle,
                INSERT,
                List.copyOf(byKey.values()),
                (row, all) -> bind(row, all, forgotten),
                row -> words.put(row.getLong(1), row.getString(2)));
        for (List<Event> same : byKey.values()) {
            String word = words.get(id(same.get(0)));
            if ("new".equals(word) || "counted".equals(word)) {
                same.forEach(event -> found.put(event, Found.COUNTED));
            } else if ("elsewhere".equals(word)) {
                same.forEach(event -> found.put(event, null));
            }
            if ("new".equals(word)) {
                found.put(same.get(0), Found.NEW);
            }
        }
    }

    private static Long id(Event event) {
        return event.id().value();
    }

    private static String key(Event event) {
        return event.sender() + '/' + event.key();
    }

    /** Two keys with the same number can't be claimed at the same time. */
    private static Long word(Event event) {
        return UUID.nameUUIDFromBytes(key(event).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }

    private void bind(Arguments row, List<List<Event>> keys, long forgotten) throws SQLException {
        List<Event> events = each(keys, same -> same.get(0));
        row.numbers(1, each(events, BatchInsertion::word));
        row.numbers(2, each(keys, same -> (long) same.size()));
        row.numbers(3, each(events, BatchInsertion::id));
        row.texts(4, each(events, Event::sender));
        row.texts(5, each(events, Event::key));
        row.texts(6, each(events, Event::status));
        row.texts(7, each(events, Event::jobId));
        row.texts(8, each(events, event -> event.via().word()));
        row.numbers(9, each(events, event -> event.receivedAt().toEpochMilli()));
        row.texts(10, each(events, Keeping::state));
        row.numbers(11, each(events, deadline::applyAsLong));
        row.texts(12, each(events, Keeping::reason));
        row.texts(13, each(events, event -> event.proof().word()));
        row.texts(14, each(events, event -> event.notes().deliveryId()));
        row.texts(15, each(events, event -> event.notes().trace()));
        row.manyBytes(16, each(events, event -> event.body().bytes()));
        row.texts(17, each(events, event -> event.notes().headers()));
        row.number(18, forgotten);
    }

    private static <A, B extends @Nullable Object> List<B> each(List<A> all, Function<A, B> part) {
        return all.stream().map(part).toList();
    }
}
