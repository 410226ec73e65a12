package dev.mediahook.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;

/**
 * Takes writes. Whoever writes while a commit is under way shares the next one, so that a disk's few fsyncs carry many
 * writes; nobody hears of a write before it is on disk.
 */
public final class GroupCommit implements AutoCloseable {

    /** How many writes share a commit. */
    static final int MOST_IN_ONE_COMMIT = 512;

    private static final int MOST_IN_ONE_STEP = 200;
    /** A few sporadic writes never wait at once; of a burst far more do. */
    private static final int MANY = 4;

    /** Longer than a commit, as nobody waits just after one. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final CommitLoop shared;
    private final CommitLoop alone;
    private final int queueLimit;
    private final Duration patience;
    private final AtomicInteger offered = new AtomicInteger();
    private volatile long crowdedAt = System.nanoTime() - MOMENT.toNanos();

    /**
     * @param shared writes what is alike together
     * @param alone writes what is one caller's own transaction; may be the same
     * @param queueLimit how many writes may wait before {@link #offer} refuses
     * @param patience how long anybody waits for a commit
     */
    GroupCommit(CommitLoop shared, CommitLoop alone, int queueLimit, Duration patience) {
        this.shared = shared;
        this.alone = alone;
        this.queueLimit = queueLimit;
        this.patience = patience;
    }

    /**
     * Writes and waits until it is on disk.
     *
     * @throws StoreUnavailable if the queue is full, or the disk or the database does not answer in time
     */
    public <A, R> R offer(GroupWrite<A, R> write, A argument) {
        if (!hasRoom()) {
            throw new StoreUnavailable("the inbox's queue is full or its disk does not answer");
        }
        if (offered.incrementAndGet() > MANY) {
            crowdedAt = System.nanoTime();
        }
        try {
            return await(submit(write, argument));
        } finally {
            offered.decrementAndGet();
        }
    }

    /** Whether more callers of {@link #offer} than come by chance waited at once a moment ago. */
    public boolean crowded() {
        return System.nanoTime() - crowdedAt < MOMENT.toNanos();
    }

    /** Whether {@link #offer} takes a write just now. */
    public boolean hasRoom() {
        return shared.queued() < queueLimit && !shared.stuck();
    }

    /**
     * Writes and waits until it is on disk, however full the queue is: for work that was let in already.
     *
     * @throws OverBudget if it would have kept the writer from the others for too long
     * @throws StoreUnavailable if it could not be written
     */
    public <R> R write(Write<R> write) {
        return await(submit((handle, arguments) -> List.of(write.write(handle)), Boolean.TRUE, true));
    }

    /** Does one thing in a transaction that others may share. */
    @FunctionalInterface
    public interface Write<R> {
        R write(Handle handle) throws SQLException;
    }

    /** Writes one step of many. */
    @FunctionalInterface
    public interface Step<T> {

        /** Says how many rows were changed. */
        int write(Handle handle, List<T> items) throws SQLException;
    }

    /**
     * Writes for many rows in as many transactions as it takes for nobody else to wait for long.
     *
     * @return how many rows were changed
     * @throws StoreUnavailable if a step could not be written; the steps before it are
     */
    public <T> int inSteps(List<T> items, Step<T> step) {
        int changed = 0;
        int size = MOST_IN_ONE_STEP;
        for (int done = 0; done < items.size(); ) {
            List<T> next = items.subList(done, Math.min(items.size(), done + size));
            try {
                changed += write(handle -> step.write(handle, next));
                done += next.size();
            } catch (OverBudget tooMany) {
                if (next.size() == 1) {
                    throw tooMany;
                }
                size = next.size() / 2;
            }
        }
        return changed;
    }

    /**
     * Writes when the writer comes to it; the future is completed by the writer after the commit, with a
     * {@link StoreUnavailable} if it failed.
     */
    public <A, R> CompletableFuture<R> submit(GroupWrite<A, R> write, A argument) {
        return submit(write, argument, false);
    }

    private <A, R> CompletableFuture<R> submit(GroupWrite<A, R> write, A argument, boolean own) {
        CommitLoop loop = own ? alone : shared;
        CompletableFuture<R> result = new CompletableFuture<>();
        if (loop.isOpen()) {
            loop.add(new Task<>(write, argument, own, System.nanoTime(), result));
        } else {
            result.completeExceptionally(new StoreUnavailable("the database is closed"));
        }
        return result;
    }

    /** How many writes wait for the writer. */
    public int queued() {
        return shared == alone ? shared.queued() : shared.queued() + alone.queued();
    }

    private <R> R await(CompletableFuture<R> result) {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            StoreUnavailable unknown =
                    new StoreUnavailable("the database did not answer within " + patience.toMillis() + " ms");
            // A write that has not begun by now is refused: the caller comes again.
            result.completeExceptionally(unknown);
            throw unknown;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("stopped while waiting for the database");
        } catch (ExecutionException failed) {
            throw StoreUnavailable.told(
                    "the database refused a write", failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** Writes what is queued, then closes. */
    @Override
    public void close() {
        shared.close();
        alone.close();
    }
}
