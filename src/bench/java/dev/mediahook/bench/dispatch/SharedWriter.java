package dev.mediahook.bench.dispatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * The group commit: one thread writes all waiting accepts in one transaction. 64 callers accept, each again once its
 * last call is written.
 */
final class SharedWriter implements AutoCloseable {
    private static final int CALLERS = 64;
    private static final String CLAIM = """
            UPDATE mediahook_event SET state = 'processing', lease = 'node', attempts = attempts + 1 WHERE id IN (
              SELECT id FROM mediahook_event WHERE sender = 'bluma' AND state = 'accepted' AND due <= ?
              ORDER BY deadline LIMIT ?) RETURNING id""";
    private static final String DONE = "UPDATE mediahook_event SET state = 'done', lease = NULL WHERE id = ?";

    private final ArrayBlockingQueue<Long> accepts = new ArrayBlockingQueue<>(CALLERS);
    private final ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
    private final Semaphore idleWorkers;
    private final LongConsumer worker;
    private final Histogram waits = new Histogram(3);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Connection connection;
    private final Lock turn;
    private final EventRows rows;
    private final Thread thread;
    private long accepted;

    /**
     * If {@code workers} is above 0, each transaction also claims events for them, and {@code worker} gets each claimed
     * id.
     */
    SharedWriter(Connection connection, Lock turn, boolean withTask, int workers, LongConsumer worker)
            throws SQLException {
        this.connection = connection;
        this.turn = turn;
        this.worker = worker;
        idleWorkers = new Semaphore(workers);
        rows = new EventRows(connection, withTask);
        thread = new Thread(this::loop, "writer");
    }

    void start() {
        for (int i = 0; i < CALLERS; i++) {
            accepts.add(System.nanoTime());
        }
        thread.start();
    }

    /** Tells that a worker has ended its event. The next transaction records it. */
    void done(long id) {
        done.add(id);
        idleWorkers.release();
    }

    Histogram waits() {
        return waits;
    }

    private void loop() {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement end = connection.prepareStatement(DONE)) {
            while (!ended.get()) {
                Long first = accepts.poll(10, TimeUnit.MILLISECONDS);
                List<Long> batch = new ArrayList<>(CALLERS);
                if (first != null) {
                    batch.add(first);
                    accepts.drainTo(batch);
                }
                transaction(batch, claim, end);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void transaction(List<Long> batch, PreparedStatement claim, PreparedStatement end) throws SQLException {
        List<Long> claimed = new ArrayList<>();
        turn.lock();
        try {
            connection.setAutoCommit(false);
            for (int i = 0; i < batch.size(); i++) {
                rows.add(accepted++);
            }
            rows.write();
            for (Long id = done.poll(); id != null; id = done.poll()) {
                end.setLong(1, id);
                end.addBatch();
            }
            end.executeBatch();
            int idle = idleWorkers.drainPermits();
            if (idle > 0) {
                claim(claim, idle, claimed);
                idleWorkers.release(idle - claimed.size());
            }
            connection.commit();
            connection.setAutoCommit(true);
        } finally {
            turn.unlock();
        }
        long now = System.nanoTime();
        for (Long asked : batch) {
            waits.recordValue(now - asked);
            accepts.add(now);
        }
        claimed.forEach(worker::accept);
    }

    private static void claim(PreparedStatement claim, int limit, List<Long> claimed) throws SQLException {
        claim.setLong(1, System.currentTimeMillis());
        claim.setInt(2, limit);
        try (ResultSet ids = claim.executeQuery()) {
            while (ids.next()) {
                claimed.add(ids.getLong(1));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        ended.set(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rows.close();
    }
}
