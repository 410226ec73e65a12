package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * The time that decides leases, retries and deadlines. On PostgreSQL it is the server's, so that all nodes agree
 * whatever their own clocks say; between two queries the elapsed time is measured. On SQLite it is this machine's, but
 * never goes back, not even over a restart.
 */
public final class DatabaseClock extends Clock {

    private static final Logger LOG = EventLog.of(DatabaseClock.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration NOTE = Duration.ofSeconds(30);
    /** A network delay or a busy machine can cause a difference of this size. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    /** A stored time further ahead than this came from a clock that was wrong. */
    private static final Duration BELIEVED = Duration.ofDays(1);

    /**
     * On SQLite the time of the last run. On PostgreSQL the end of a duty that a node has renewed just now, if any node
     * runs. Rows without a node hold other times.
     */
    private static final String NOTED = "SELECT max(until) FROM mediahook_duty WHERE node <> ''";

    private static final String SERVER_TIME = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    private final Database database;
    private final Clock own;
    private final LongSupplier nanoTime;
    private final InstantSource wall;
    private final InstantSource steady;
    private volatile Reading reading;
    /** Identifies this run of the program. */
    private final String program = UUID.randomUUID().toString();

    private boolean differs;
    private boolean begun;

    /** The server's time at a value of {@code System.nanoTime}. */
    private record Reading(long millis, long atNanos) {

        long millisAt(long nanos) {
            return millis + (nanos - atNanos) / 1_000_000;
        }
    }

    /**
     * @param own this machine's clock
     */
    public DatabaseClock(Database database, Clock own) {
        this(database, own, System::nanoTime);
    }

    DatabaseClock(Database database, Clock own, LongSupplier nanoTime) {
        this.database = database;
        this.own = own;
        this.nanoTime = nanoTime;
        this.reading = new Reading(own.millis(), nanoTime.getAsLong());
        if (ofServer()) {
            look();
            this.wall = () -> Instant.ofEpochMilli(reading.millisAt(nanoTime.getAsLong()));
        } else {
            this.wall = own;
        }
        this.steady = new SteadyClock(wall, noted());
    }

    private boolean ofServer() {
        return database.dialect() == Dialect.POSTGRESQL;
    }

    /** Starts to follow the server's clock (PostgreSQL), or to store the time regularly (SQLite). */
    public void start(Schedule schedule) {
        if (ofServer()) {
            schedule.every("clock", LOOK, LOOK, this::look);
        } else {
            schedule.every("clock", Duration.ZERO, NOTE, this::note);
        }
    }

    /** Queries the server's time. If the server does not answer, time goes on from the last value. */
    void look() {
        long asked = nanoTime.getAsLong();
        long server;
        try {
            server = database.read(
                    handle -> handle.createQuery(SERVER_TIME).mapTo(Long.class).one());
        } catch (StoreUnavailable away) {
            return;
        }
        long answered = nanoTime.getAsLong();
        if (answered - asked <= TOLERATED.toNanos()) {
            reading = new Reading(server, asked + (answered - asked) / 2);
            compare(Duration.ofMillis(own.millis() - server));
        }
    }

    private void compare(Duration ahead) {
        boolean differsNow = ahead.abs().compareTo(TOLERATED) > 0;
        if (differsNow && !differs) {
            LOG.warn(
                    "this machine's clock is {} s {} the database's, whose time is used: set the clock",
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of");
        } else if (differs && !differsNow) {
            LOG.info("this machine's clock agrees with the database's again");
        }
        differs = differsNow;
    }

    void note() {
        String before = database.writer().write(handle -> {
            String last = handle.createQuery("SELECT node FROM mediahook_duty WHERE purpose = 'clock'")
                    .mapTo(String.class)
                    .findOne()
                    .orElse(program);
            handle.createUpdate("INSERT INTO mediahook_duty (purpose, node, until) VALUES ('clock', :program, :now)"
                            + " ON CONFLICT (purpose) DO UPDATE SET node = :program, until = :now")
                    .bind("program", program)
                    .bind("now", millis())
                    .execute();
            return last;
        });
        if (begun && !before.equals(program)) {
            LOG.error("another program works on this database: stop one of them; was mediahook.lock deleted?");
        }
        begun = true;
    }

    /** The time of the last run on SQLite, and on PostgreSQL of the other nodes: the server's clock may be set back. */
    private long noted() {
        long noted = database.read(handle ->
                        handle.createQuery(NOTED).mapTo(Long.class).findOne().orElse(0L))
                - (ofServer() ? Duties.LEASE.toMillis() : 0);
        Duration behind = Duration.ofMillis(noted - wall.millis());
        boolean believed = behind.compareTo(BELIEVED) <= 0;
        if (behind.compareTo(TOLERATED) > 0) {
            LOG.warn(
                    "the clock is {} s behind the time of the last run{}",
                    behind.toSeconds(),
                    believed ? ": time goes on from there" : ", which is not used");
        }
        return believed ? noted : 0;
    }

    @Override
    public long millis() {
        return steady.millis();
    }

    @Override
    public Instant instant() {
        return steady.instant();
    }

    /**
     * The time for what other machines compare with theirs. It may go back, since this clock stays ahead for long after
     * the server's or, on SQLite, this machine's was too fast.
     */
    public InstantSource wall() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return own.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return steady.withZone(zone);
    }
}
