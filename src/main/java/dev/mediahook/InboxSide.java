package dev.mediahook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseClock;
import dev.mediahook.database.DatabaseSettings;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.Duties;
import dev.mediahook.database.NodeChannel;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.inbox.Dispatcher;
import dev.mediahook.inbox.DoneEvents;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Leases;
import dev.mediahook.inbox.PayloadDays;
import dev.mediahook.inbox.UnfinishedEvents;
import dev.mediahook.work.CpuLoad;
import dev.mediahook.work.Machine;
import dev.mediahook.work.WorkThreads;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** Opens the database and builds the parts that store events and dispatch them. */
final class InboxSide implements AutoCloseable {

    private final Database database;
    private final DatabaseClock clock;
    private final Duties duties;
    private final EventIds ids;
    private final Leases leases;
    private final NodeChannel others;
    private final Dispatcher dispatcher;
    private final Inbox inbox;
    private final WorkThreads threads;

    /**
     * @param own this machine's clock
     */
    InboxSide(Settings settings, Optional<DataSource> given, RandomGenerator random, Clock own, WorkThreads threads) {
        this.threads = threads;
        this.database = Database.open(DatabaseSettings.of(settings), given, threads.loops());
        this.clock = new DatabaseClock(database, own);
        this.ids = new EventIds(clock, random.nextLong());
        if (database.dialect() == Dialect.POSTGRESQL) {
            new PayloadDays(database, clock).makeAhead();
        }
        String node = UUID.randomUUID().toString();
        this.duties = new Duties(database, clock, node);
        DoneEvents done = new DoneEvents(settings.retention(), Ticker.systemTicker());
        this.leases = new Leases(database, clock, settings.dispatch().lease(), node, done);
        this.others = new NodeChannel(database, Machine.word() + "/" + node, threads.schedule());
        CpuLoad load = CpuLoad.ofThisMachine();
        this.dispatcher = new Dispatcher(
                leases,
                clock,
                new Dispatcher.Times(
                        settings.dispatch().lease(), settings.dispatch().tryTimeout()),
                threads.events(),
                () -> database.accepting().crowded() && load.isHigh(),
                others,
                threads.loops());
        this.inbox = new Inbox(
                database,
                clock,
                settings.retry().giveUpAfter(),
                settings.retention(),
                done,
                event -> dispatcher.ready(event.sender()));
    }

    Database database() {
        return database;
    }

    DatabaseClock clock() {
        return clock;
    }

    /** The duties that one node performs for all nodes. */
    Duties duties() {
        return duties;
    }

    EventIds ids() {
        return ids;
    }

    Leases leases() {
        return leases;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Starts dispatching events, beginning with those that an earlier run left unfinished. */
    void start() {
        if (database.dialect() == Dialect.SQLITE) {
            new UnfinishedEvents(database, clock).release();
        }
        clock.start(threads.schedule());
        dispatcher.start();
        others.start(threads.loops(), dispatcher::leftByOthers);
    }

    @Override
    public void close() {
        duties.leave();
        others.close();
        database.close();
    }
}
