package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.log.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;

/**
 * The days of PostgreSQL's payloads (UTC, by the time in an event's id). Each day has its own partition, which is
 * dropped as a whole, since deleting its rows would take hours. Rows without a partition are in the default one.
 */
public final class PayloadDays {

    private static final Logger LOG = EventLog.of(PayloadDays.class);
    private static final String NAME = "mediahook_payload_";
    private static final int AHEAD = 3;

    /** Of several nodes one makes a day. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7239041586102714)";

    private static final String NAMES = "SELECT child.relname FROM pg_inherits JOIN pg_class AS child"
            + " ON child.oid = pg_inherits.inhrelid WHERE pg_inherits.inhparent = CAST('mediahook_payload' AS regclass)";

    private static final String IN_DEFAULT = "SELECT EXISTS (SELECT 1 FROM mediahook_payload_default"
            + " WHERE event_id >= :first AND event_id < :next)";

    /**
     * Uses the index of sender, state and id: one look-up for each pair of sender and state, at the newest before the
     * day's end.
     */
    private static final String UNDONE = "SELECT EXISTS (SELECT 1 FROM (" + Listing.SENDERS.formatted("mediahook_event")
            + ") AS known CROSS JOIN (VALUES ('accepted'), ('waiting'), ('processing')) AS undone(state)"
            + " CROSS JOIN LATERAL (SELECT event.id FROM mediahook_event AS event WHERE event.sender = known.word"
            + " AND event.state >= undone.state AND (event.state, event.id) < (undone.state, :next)"
            + " ORDER BY event.state DESC, event.id DESC LIMIT 1) AS newest WHERE newest.id >= :first)";

    /** Dropping a partition locks the whole table; new deliveries must not wait longer than this for it. */
    private static final String IMPATIENT = "SET LOCAL lock_timeout = 20";

    private final Database database;
    private final InstantSource clock;
    private final Set<LocalDate> undone = new HashSet<>();

    public PayloadDays(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes today's partition and those of the next days, if they are missing. While that fails the default takes all. */
    public void makeAhead() {
        try {
            List<LocalDate> made = database.read(PayloadDays::days);
            LocalDate today = day(clock.instant());
            for (LocalDate day = today; !day.isAfter(today.plusDays(AHEAD)); day = day.plusDays(1)) {
                if (!made.contains(day)) {
                    make(day);
                }
            }
        } catch (StoreUnavailable trouble) {
            LOG.warn("payloads of the next days have no partition yet, made later error={}", trouble);
        }
    }

    private void make(LocalDate day) {
        int unused = database.writer().write(handle -> {
            handle.createQuery(ONE_AT_A_TIME).mapTo(String.class).list();
            if (days(handle).contains(day) || found(handle, IN_DEFAULT, day)) {
                return 0;
            }
            // Attached, since to make it as a partition at once would lock the whole table.
            handle.execute("CREATE TABLE " + name(day) + " (LIKE mediahook_payload INCLUDING ALL)");
            return handle.execute("ALTER TABLE mediahook_payload ATTACH PARTITION " + name(day) + " FOR VALUES FROM ("
                    + first(day) + ") TO (" + first(day.plusDays(1)) + ")");
        });
    }

    /** Days that were kept because of an undone event are looked at again from here on. */
    void again() {
        undone.clear();
    }

    /**
     * Drops one of the days that are over before this time and of which no event is undone; false if there is none.
     */
    boolean dropOne(Instant before) {
        LocalDate end = day(before);
        List<LocalDate> old = database.read(PayloadDays::days).stream()
                .filter(day -> day.isBefore(end) && !undone.contains(day))
                .sorted()
                .toList();
        try {
            for (LocalDate day : old) {
                if (dropped(day)) {
                    LOG.info("deleted the payloads of {}", day);
                    return true;
                }
                undone.add(day);
            }
        } catch (StoreUnavailable held) {
            LOG.debug("a day of payloads could not be dropped, tried again later error={}", held.toString());
        }
        return false;
    }

    /** No event becomes undone meanwhile: a replay looks at the payload before it makes the event ready. */
    private boolean dropped(LocalDate day) {
        return database.writer().write(handle -> {
            handle.execute(IMPATIENT);
            handle.execute("LOCK TABLE " + name(day) + " IN ACCESS EXCLUSIVE MODE");
            if (found(handle, UNDONE, day)) {
                return false;
            }
            handle.execute("DROP TABLE " + name(day));
            return true;
        });
    }

    private static boolean found(Handle handle, String sql, LocalDate day) {
        return handle.createQuery(sql)
                .bind("first", first(day))
                .bind("next", first(day.plusDays(1)))
                .mapTo(Boolean.class)
                .one();
    }

    private static List<LocalDate> days(Handle handle) {
        return handle.createQuery(NAMES).mapTo(String.class).list().stream()
                .filter(name -> name.matches(NAME + "[0-9]{8}"))
                .map(name -> LocalDate.parse(name.substring(NAME.length()), DateTimeFormatter.BASIC_ISO_DATE))
                .toList();
    }

    private static String name(LocalDate day) {
        return NAME + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static long first(LocalDate day) {
        return EventIds.first(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }
}
