package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Loops;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells the other nodes on a PostgreSQL database at once if one of them leaves a sender's events to the others. It only
 * saves time: events that no notification announces are found by polling. On SQLite there are no other nodes.
 */
public final class NodeChannel implements AutoCloseable {

    static final String NAME = "mediahook_ready";

    private static final Logger LOG = EventLog.of(NodeChannel.class);
    /** A commit with NOTIFY blocks all other such commits, so there is never one per event. */
    private static final Duration BETWEEN = Duration.ofMillis(40);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LOOK_WHILE_TOLD = Duration.ofSeconds(5);
    /** Stands for every sender. */
    private static final String ANY = "";

    private static final String NOTIFY = "SELECT pg_notify('" + NAME + "', word) FROM unnest(?::text[]) AS words(word)";

    private final Database database;
    private final Optional<WriterSession.Connections> toListen;
    private final Listening.Times times;
    private final String node;
    private final String machine;
    private final Map<String, Long> neighbours = new ConcurrentHashMap<>();
    private final Schedule schedule;
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean planned = new AtomicBoolean();
    private volatile long toldNanos = System.nanoTime() - BETWEEN.toNanos();
    private volatile @Nullable Listening listening;

    /**
     * @param node a name that no other running program has; what stands before a slash names its machine
     */
    public NodeChannel(Database database, String node, Schedule schedule) {
        this(database, node, schedule, database.ownConnections(), Listening.USUAL);
    }

    /**
     * @param toListen opens the connection that listens; empty if this node does not listen
     */
    NodeChannel(
            Database database,
            String node,
            Schedule schedule,
            Optional<WriterSession.Connections> toListen,
            Listening.Times times) {
        this.database = database;
        this.toListen = toListen;
        this.times = times;
        this.node = node;
        this.machine = node.substring(0, node.indexOf('/') + 1);
        this.schedule = schedule;
    }

    /**
     * Starts to listen, if the database is a server of our own. A host's pool has no connection to spare.
     *
     * @param heard gets the name of a sender whose events another node leaves to us; an empty name means any sender
     */
    public void start(Loops loops, Consumer<String> heard) {
        toListen.ifPresent(connections -> {
            Listening begun = new Listening(connections, times, () -> notify(List.of(node)), word -> hear(word, heard));
            listening = begun;
            begun.start(loops);
        });
    }

    /** How often to poll for events that other nodes leave. A node that has crashed announces nothing. */
    public Duration lookEvery() {
        return hears() ? LOOK_WHILE_TOLD : LOOK;
    }

    /** How many nodes on this machine were heard lately, this one included. They share the machine's cores. */
    public int onThisMachine() {
        return hears() ? Math.max(1, neighbours.size()) : 1;
    }

    /** Whether this node receives notifications now. */
    boolean hears() {
        Listening now = listening;
        return now != null && now.works();
    }

    /** Tells the other nodes that events of this sender are ready: soon, and together with other senders. */
    public void tell(String sender) {
        if (database.dialect() == Dialect.SQLITE) {
            return;
        }
        untold.add(sender);
        if (!planned.getAndSet(true)) {
            long wait = BETWEEN.toNanos() - (System.nanoTime() - toldNanos);
            try {
                schedule.once("node-channel", Duration.ofNanos(Math.max(0, wait)), this::tellNow);
            } catch (RejectedExecutionException stopping) {
                // On shutdown, close() announces everything.
                planned.set(false);
            }
        }
    }

    /** Tells the other nodes that events of any sender may be ready. */
    public void tellAll() {
        tell(ANY);
    }

    private void tellNow() {
        planned.set(false);
        toldNanos = System.nanoTime();
        List<String> senders = List.copyOf(untold);
        senders.forEach(untold::remove);
        notify(senders.stream().map(sender -> node + ' ' + sender).toList());
    }

    /** Uses its own transaction. */
    private void notify(List<String> words) {
        try {
            var unused = database.writer()
                    .write(handle ->
                            Rows.answer(handle, NOTIFY, words, (row, all) -> row.texts(1, all), row -> Boolean.TRUE));
        } catch (StoreUnavailable away) {
            LOG.debug("the other nodes could not be told, they look by themselves");
        }
    }

    /** A word is a node's name, which only shows that it is heard, or a node's name and a sender's. */
    private void hear(String word, Consumer<String> heard) {
        int end = word.indexOf(' ');
        String from = end < 0 ? word : word.substring(0, end);
        long now = System.nanoTime();
        // All nodes hear each node's calls to itself.
        long gone = times.callEvery().multipliedBy(2).plus(times.heardWithin()).toNanos();
        neighbours.values().removeIf(before -> now - before > gone);
        if (from.startsWith(machine)) {
            neighbours.put(from, now);
        }
        Listening hearing = listening;
        if (node.equals(from)) {
            if (hearing != null && hearing.heardOurselves()) {
                // Earlier notifications were missed, so any sender may have events.
                heard.accept(ANY);
            }
        } else if (end > 0) {
            heard.accept(word.substring(end + 1));
        }
    }

    /** Leaves all remaining events to the other nodes. */
    @Override
    public void close() {
        Listening ending = listening;
        if (ending != null) {
            ending.close();
        }
        if (database.dialect() == Dialect.POSTGRESQL) {
            notify(List.of(node + ' ' + ANY));
        }
    }
}
