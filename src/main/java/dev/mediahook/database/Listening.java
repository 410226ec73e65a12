package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Loop;
import dev.mediahook.work.Loops;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;

/**
 * Listens on PostgreSQL's channel, with its own connection and thread. The connection counts as working only if it has
 * recently received this node's own call: a connection may fall silent, and a pooler in transaction mode forwards
 * nothing.
 */
final class Listening implements AutoCloseable {

    static final Times USUAL = new Times(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(1));

    private static final Logger LOG = EventLog.of(Listening.class);
    private static final String SILENT =
            "nothing is heard, not even its own word: the network is silent, or a pooler pools transactions";
    private static final int WAIT_MILLIS = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration END = Duration.ofSeconds(2);

    private final WriterSession.Connections connections;
    private final Times times;
    private final Runnable call;
    private final Consumer<String> heard;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile boolean works;
    private @Nullable Loop loop;
    private Duration pause;
    private boolean said;
    private boolean answered;
    private long calledNanos;

    /**
     * The time limits.
     *
     * @param callEvery between two calls to ourselves: other nodes may have nothing to tell for hours
     * @param heardWithin how soon such a call has to be heard
     * @param firstPause before reconnecting; each further pause is twice as long
     */
    record Times(Duration callEvery, Duration heardWithin, Duration firstPause) {}

    /**
     * @param call sends a notification that this listener has to hear
     * @param heard gets each notification, on the listening thread
     */
    Listening(WriterSession.Connections connections, Times times, Runnable call, Consumer<String> heard) {
        this.connections = connections;
        this.times = times;
        this.pause = times.firstPause();
        this.call = call;
        this.heard = heard;
    }

    void start(Loops loops) {
        loop = loops.loop("mediahook-listener", this::open, this::listenOrPause);
        loop.start();
    }

    /** Whether notifications arrive. */
    boolean works() {
        return works;
    }

    /** Called when our own call was heard. Returns true the first time after a connection was opened. */
    boolean heardOurselves() {
        answered = true;
        pause = times.firstPause();
        if (!works && said) {
            LOG.info("this node hears the others again");
        }
        said = false;
        boolean first = !works;
        works = true;
        return first;
    }

    private boolean open() {
        return closed.getCount() > 0;
    }

    private void listenOrPause() throws InterruptedException {
        try {
            Connection current = connection;
            if (current == null) {
                connect();
            } else if (!listen(current)) {
                endAndPause(SILENT);
            }
        } catch (SQLException | RuntimeException lost) {
            endAndPause(SqlFault.describe(lost));
        }
    }

    private void endAndPause(String error) throws InterruptedException {
        end();
        if (open() && !said) {
            said = true;
            LOG.warn("this node can't hear the others, so it looks once a second for what they leave error={}", error);
        }
        if (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    private void connect() throws SQLException {
        Connection opened = connections.open(new Budget(times.heardWithin()));
        connection = opened;
        if (!open()) {
            end();
            return;
        }
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN " + NodeChannel.NAME);
        }
        call();
    }

    private void call() {
        answered = false;
        calledNanos = System.nanoTime();
        call.run();
    }

    /** Returns false if our own call was not heard in time. */
    private boolean listen(Connection current) throws SQLException {
        PGNotification[] words = current.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        for (PGNotification word : words == null ? new PGNotification[0] : words) {
            heard.accept(word.getParameter());
        }
        long passed = System.nanoTime() - calledNanos;
        if (!answered && passed > times.heardWithin().toNanos()) {
            return false;
        }
        if (answered && passed > times.callEvery().toNanos()) {
            call();
        }
        return true;
    }

    private void end() {
        works = false;
        Connection ending = connection;
        connection = null;
        if (ending != null) {
            try {
                // On a silent connection a regular close would block.
                ending.abort(Runnable::run);
            } catch (SQLException ignored) {
                LOG.debug("ending a broken connection failed error={}", SqlFault.describe(ignored));
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        end();
        try {
            if (loop != null) {
                loop.join(END);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
