package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The one writer. Whoever writes while a commit is under way shares the next one, so that a disk's few fsyncs carry many
 * writes; nobody hears of a write before it is on disk.
 */
public final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = EventLog.of(GroupCommit.class);
    private static final int MOST_IN_ONE_COMMIT = 512;

    private final Connections connections;
    private final int queueLimit;
    private final Duration patience;
    private final LinkedBlockingQueue<Task<?, ?>> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean open = true;
    private volatile long busySince;
    private @Nullable Handle handle;

    /** Opens the connection that the writer owns. */
    interface Connections {
        Connection open() throws SQLException;
    }

    private record Task<A, R>(GroupWrite<A, R> write, A argument, CompletableFuture<R> result) {}

    /**
     * @param queueLimit how many writes may wait before {@link #offer} refuses
     * @param patience how long anybody waits for a commit
     */
    GroupCommit(Connections connections, int queueLimit, Duration patience) {
        this.connections = connections;
        this.queueLimit = queueLimit;
        this.patience = patience;
        this.writer = new Thread(this::run, "mediahook-writer");
        this.writer.setDaemon(true);
        this.writer.start();
    }

    /**
     * Writes and waits until it is on disk.
     *
     * @throws StoreUnavailable where the queue is full, or the disk or the database does not answer in time
     */
    public <A, R> R offer(GroupWrite<A, R> write, A argument) {
        long busy = busySince;
        if (queue.size() >= queueLimit || (busy != 0 && System.nanoTime() - busy > patience.toNanos())) {
            throw new StoreUnavailable("the inbox's queue is full or its disk does not answer", null);
        }
        return await(submit(write, argument));
    }

    /** Writes and waits until it is on disk, however full the queue is: for work that was let in already. */
    public <R> R write(Write<R> write) {
        return await(submit((handle, arguments) -> List.of(write.write(handle)), Boolean.TRUE));
    }

    /** Does one thing in a transaction that others may share. */
    @FunctionalInterface
    public interface Write<R> {
        R write(Handle handle) throws SQLException;
    }

    /** Writes when the writer comes to it; the future is completed by the writer after the commit. */
    public <A, R> CompletableFuture<R> submit(GroupWrite<A, R> write, A argument) {
        CompletableFuture<R> result = new CompletableFuture<>();
        if (!open) {
            result.completeExceptionally(new StoreUnavailable("the database is closed", null));
            return result;
        }
        queue.add(new Task<>(write, argument, result));
        return result;
    }

    /** How many writes wait for the writer. */
    public int queued() {
        return queue.size();
    }

    private <R> R await(CompletableFuture<R> result) {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StoreUnavailable("the database did not answer within " + patience.toMillis() + " ms", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("stopped while waiting for the database", stopped);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw cause instanceof StoreUnavailable unavailable
                    ? unavailable
                    : new StoreUnavailable("the database refused a write: " + cause.getMessage(), cause);
        }
    }

    private void run() {
        List<Task<?, ?>> batch = new ArrayList<>(MOST_IN_ONE_COMMIT);
        while (open || !queue.isEmpty()) {
            batch.clear();
            try {
                Task<?, ?> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, MOST_IN_ONE_COMMIT - 1);
            } catch (InterruptedException closing) {
                continue;
            }
            busySince = System.nanoTime();
            commit(batch);
            busySince = 0;
        }
        disconnect();
    }

    /** One bad write must not take the others down with it: they are done again, each by itself. */
    private void commit(List<Task<?, ?>> batch) {
        try {
            commitTogether(batch);
        } catch (SQLException | RuntimeException failure) {
            rollback();
            if (batch.size() == 1) {
                LOG.error("write failed error={}", failure.toString());
                LOG.debug("write failed", failure);
                batch.get(0).result().completeExceptionally(failure);
                return;
            }
            for (Task<?, ?> task : batch) {
                commit(List.of(task));
            }
        }
    }

    private void commitTogether(List<Task<?, ?>> batch) throws SQLException {
        Handle current = connected();
        Map<GroupWrite<?, ?>, List<Task<?, ?>>> byWrite = new LinkedHashMap<>();
        for (Task<?, ?> task : batch) {
            byWrite.computeIfAbsent(task.write(), write -> new ArrayList<>()).add(task);
        }
        List<Runnable> completions = new ArrayList<>(batch.size());
        for (Map.Entry<GroupWrite<?, ?>, List<Task<?, ?>>> group : byWrite.entrySet()) {
            completions.add(written(current, group.getKey(), group.getValue()));
        }
        current.getConnection().commit();
        completions.forEach(Runnable::run);
    }

    @SuppressWarnings("unchecked") // tasks are grouped by their write, which fixes both of its types
    private <A, R> Runnable written(Handle current, GroupWrite<?, ?> write, List<Task<?, ?>> tasks)
            throws SQLException {
        List<A> arguments = new ArrayList<>(tasks.size());
        for (Task<?, ?> task : tasks) {
            arguments.add((A) task.argument());
        }
        List<R> results = ((GroupWrite<A, R>) write).write(current, arguments);
        return () -> {
            for (int i = 0; i < results.size(); i++) {
                ((CompletableFuture<R>) tasks.get(i).result()).complete(results.get(i));
            }
        };
    }

    private Handle connected() throws SQLException {
        if (handle == null) {
            Connection connection = connections.open();
            connection.setAutoCommit(false);
            handle = Jdbi.open(connection);
        }
        return handle;
    }

    private void rollback() {
        try {
            if (handle != null) {
                handle.getConnection().rollback();
            }
        } catch (SQLException broken) {
            LOG.warn("database connection lost error={}", broken.toString());
            disconnect();
        }
    }

    private void disconnect() {
        Handle closing = handle;
        handle = null;
        if (closing != null) {
            try {
                closing.getConnection().close();
            } catch (SQLException ignored) {
                LOG.debug("closing a broken connection failed", ignored);
            }
        }
    }

    /** Writes what is queued, then closes. */
    @Override
    public void close() {
        open = false;
        try {
            writer.join(patience.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
