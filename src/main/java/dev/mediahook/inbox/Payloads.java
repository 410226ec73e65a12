package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.database.Dialect;
import dev.mediahook.delivery.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The bodies and headers of ended events. They are deleted before the events, whose keys are still needed to detect
 * repeats.
 */
public final class Payloads {

    private static final Retention.Step NONE = new Retention.Step(0, 0);
    /** After so long all events are looked at again, for those that had not ended before. */
    private static final Duration ROUND = Duration.ofHours(12);

    private static final Duration DAY = Duration.ofDays(1);
    private static final String LAST_IN_ROWS = "SELECT until FROM mediahook_duty WHERE purpose = 'payloads in rows'";

    private final Database database;
    private final InstantSource clock;
    private final Optional<PayloadDays> days;
    private final List<PayloadRows> rows;
    private Instant nextRound = Instant.EPOCH;

    public Payloads(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        if (database.dialect() == Dialect.POSTGRESQL) {
            this.days = Optional.of(new PayloadDays(database, clock));
            this.rows = List.of(PayloadRows.apart(database), PayloadRows.inEvents(database, this::endOfOnesInRows));
        } else {
            this.days = Optional.empty();
            this.rows = List.of(PayloadRows.inEvents(database, () -> Long.MAX_VALUE));
        }
    }

    /**
     * Continues where it stopped: drops a day, or looks at a thousand events at most. If whole days can be dropped and
     * the retention is a day or more, a payload may be kept for up to a day longer.
     */
    public synchronized Retention.Step deleteOlderThan(Duration retention) {
        Instant now = clock.instant();
        if (!now.isBefore(nextRound)) {
            rows.forEach(PayloadRows::again);
            days.ifPresent(PayloadDays::again);
            days.ifPresent(PayloadDays::makeAhead);
            nextRound = now.plus(ROUND);
        }
        Instant before = now.minus(retention);
        if (days.isPresent() && days.get().dropOne(before)) {
            return new Retention.Step(1, 0);
        }
        boolean byDays = days.isPresent() && retention.compareTo(DAY) >= 0;
        long id = EventIds.first((byDays ? before.truncatedTo(ChronoUnit.DAYS) : before).toEpochMilli());
        return rows.stream()
                .map(some -> some.deleteBefore(id))
                .filter(step -> step.looked() > 0)
                .findFirst()
                .orElse(NONE);
    }

    private long endOfOnesInRows() {
        return database.read(handle -> handle.createQuery(LAST_IN_ROWS)
                .mapTo(Long.class)
                .findOne()
                .map(last -> last + 1)
                .orElse(0L));
    }
}
