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
 * Accepts writes. Writes that arrive during a commit share the next one, so that a disk's few fsyncs serve many writes.
 * No caller gets a result before its write is on disk.
 */
public final class GroupCommit implements AutoCloseable {

    /** How many writes share a commit. */
    static final int MOST_IN_ONE_COMMIT = 512;

    private static final int MOST_IN_ONE_STEP = 200;
    /** A few callers may wait at once by chance; in a burst there are far more. */
    private static final int MANY = 4;

    /** Longer than a commit: right after a commit nobody waits, even in a burst. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final CommitLoop shared;
    private final CommitLoop alone;
    private final int queueLimit;
    private final Duration patience;
    private final Outage outage;
    private final AtomicInteger offered = new AtomicInteger();
    private volatile long crowdedAt = System.nanoTime() - MOMENT.toNanos();

    /**
     * @param shared writes similar writes together
     * @param alone writes one caller's own transaction; may be the same loop
     * @param queueLimit how many writes may wait before {@link #offer} refuses
     * @param patience how long a caller waits for a commit
     */
    GroupCommit(CommitLoop shared, CommitLoop alone, int queueLimit, Duration patience, Outage outage) {
        this.shared = shared;
        this.alone = alone;
        this.queueLimit = queueLimit;
        this.patience = patience;
        this.outage = outage;
    }

    /**
     * Writes, and waits until the write is on disk.
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
            return insist(write, argument);
        } finally {
            offered.decrementAndGet();
        }
    }

    /** Writes as {@link #offer} does, however full the queue is. */
    <A, R> R insist(GroupWrite<A, R> write, A argument) {
        return await(submit(write, argument));
    }

    /** Whether, a moment ago, more callers of {@link #offer} waited at once than do by chance. */
    public boolean crowded() {
        return System.nanoTime() - crowdedAt < MOMENT.toNanos();
    }

    /** Whether {@link #offer} accepts a write now. */
    public boolean hasRoom() {
        return shared.queued() < queueLimit && !shared.stuck();
    }

    /**
     * Writes, and waits until the write is on disk, however full the queue is: for work that was already accepted.
     *
     * @throws OverBudget if the write would have kept the writer from the others for too long
     * @throws StoreUnavailable if it could not be written
     */
    public <R> R write(Write<R> write) {
        return await(submit((handle, arguments) -> List.of(write.write(handle)), Boolean.TRUE, true));
    }

    /** One caller's work in a transaction that others may share. */
    @FunctionalInterface
    public interface Write<R> {
        R write(Handle handle) throws SQLException;
    }

    /** One step of a long write. */
    @FunctionalInterface
    public interface Step<T> {

        /** Returns how many rows were changed. */
        int write(Handle handle, List<T> items) throws SQLException;
    }

    /**
     * Writes many rows, in several transactions, so that other writers do not wait for long.
     *
     * @return how many rows were changed
     * @throws StoreUnavailable if a step could not be written; earlier steps stay written
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
     * Queues a write and returns at once. The writer completes the future after the commit, or with a
     * {@link StoreUnavailable} if the write failed.
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
            String said = "the database did not answer within " + patience.toMillis() + " ms";
            outage.goesOn(1, said);
            StoreUnavailable unknown = new StoreUnavailable(said);
            // If the write has not started, this withdraws it: the caller will try again.
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
