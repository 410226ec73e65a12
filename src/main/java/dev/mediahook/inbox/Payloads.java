package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The bodies and headers of ended events, which go before the events themselves: a repeat is known by its key. */
public final class Payloads {

    private static final int AT_ONCE = 1000;
    /** After so long all events are looked at again, for those that had not ended before. */
    private static final Duration ROUND = Duration.ofHours(12);

    private final Database database;
    private final InstantSource clock;
    private final AtomicLong seen = new AtomicLong(Long.MIN_VALUE);
    private Instant nextRound = Instant.EPOCH;

    private record Seen(long id, boolean kept) {}

    public Payloads(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Goes on from where it was; looks at a thousand events at most. */
    public synchronized Retention.Step deleteOlderThan(Duration retention) {
        Instant now = clock.instant();
        if (!now.isBefore(nextRound)) {
            seen.set(Long.MIN_VALUE);
            nextRound = now.plus(ROUND);
        }
        List<Seen> next = next(EventIds.first(now.minus(retention).toEpochMilli()));
        List<Long> kept = next.stream().filter(Seen::kept).map(Seen::id).toList();
        int deleted = database.writer().inSteps(kept, (handle, ids) -> handle.createUpdate(
                        "UPDATE mediahook_event SET body = NULL, headers = NULL WHERE id IN (<ids>) AND state IN ('done', 'dead')")
                .bindList("ids", ids)
                .execute());
        if (!next.isEmpty()) {
            seen.set(next.get(next.size() - 1).id());
        }
        return new Retention.Step(next.size(), deleted);
    }

    private List<Seen> next(long before) {
        return database.read(handle -> handle.createQuery("SELECT id, body IS NOT NULL AND state IN ('done', 'dead')"
                        + " AS kept FROM mediahook_event WHERE id > :seen AND id < :before ORDER BY id LIMIT "
                        + AT_ONCE)
                .bind("seen", seen.get())
                .bind("before", before)
                .map((row, context) -> new Seen(row.getLong(1), row.getBoolean(2)))
                .list());
    }
}
