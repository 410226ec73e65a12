package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Loops;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * By this the nodes on one PostgreSQL tell each other at once whose events one of them leaves to the others. It only saves
 * time: what is not heard is found by looking. On SQLite there is nobody to tell.
 */
public final class NodeChannel implements AutoCloseable {

    static final String NAME = "mediahook_ready";

    private static final Logger LOG = EventLog.of(NodeChannel.class);
    /** A NOTIFY keeps all others waiting until its commit, so it is never one for each event. */
    private static final Duration BETWEEN = Duration.ofMillis(40);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LOOK_WHILE_TOLD = Duration.ofSeconds(5);
    /** In the place of a sender's name. */
    private static final String ANY = "";

    private static final String NOTIFY = "SELECT pg_notify('" + NAME + "', word) FROM unnest(?) AS words(word)";

    private final Database database;
    private final Optional<WriterSession.Connections> toListen;
    private final Listening.Times times;
    private final String node;
    private final Schedule schedule;
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean planned = new AtomicBoolean();
    private volatile long toldNanos = System.nanoTime() - BETWEEN.toNanos();
    private volatile @Nullable Listening listening;

    /**
     * @param node a name that no other running program has
     */
    public NodeChannel(Database database, String node, Schedule schedule) {
        this(database, node, schedule, database.ownConnections(), Listening.USUAL);
    }

    /**
     * @param toListen opens the connection that listens; empty if this node is to hear nothing
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
        this.schedule = schedule;
    }

    /**
     * Listens from here on, if the database is a server of our own: a host's pool has no connection for it.
     *
     * @param heard gets the name of a sender whose events another node leaves to us; an empty one if they may be anybody's
     */
    public void start(Loops loops, Consumer<String> heard) {
        toListen.ifPresent(connections -> {
            Listening begun = new Listening(connections, times, () -> notify(List.of(node)), word -> hear(word, heard));
            listening = begun;
            begun.start(loops);
        });
    }

    /** How often to look for what other nodes leave: nobody tells of what a node leaves that is gone. */
    public Duration lookEvery() {
        return hears() ? LOOK_WHILE_TOLD : LOOK;
    }

    /** Whether what others tell is heard now. */
    boolean hears() {
        Listening now = listening;
        return now != null && now.works();
    }

    /** Tells the others that events of this sender are ready; soon, and together with others. */
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
                // The end tells of everything.
                planned.set(false);
            }
        }
    }

    /** Tells the others that events of any sender may be ready. */
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

    /** In a transaction of its own. */
    private void notify(List<String> words) {
        try {
            var unused = database.writer()
                    .write(handle ->
                            Rows.answer(handle, NOTIFY, words, (row, all) -> row.texts(1, all), row -> Boolean.TRUE));
        } catch (StoreUnavailable away) {
            LOG.debug("the other nodes could not be told, they look by themselves");
        }
    }

    /** A node's name alone only says that it is heard; a sender's name follows if there is more to say. */
    private void hear(String word, Consumer<String> heard) {
        int end = word.indexOf(' ');
        Listening hearing = listening;
        if (node.equals(end < 0 ? word : word.substring(0, end))) {
            if (hearing != null && hearing.heardOurselves()) {
                // What was told before is not heard any more.
                heard.accept(ANY);
            }
        } else if (end > 0) {
            heard.accept(word.substring(end + 1));
        }
    }

    /** Leaves what is still ready to the others. */
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
