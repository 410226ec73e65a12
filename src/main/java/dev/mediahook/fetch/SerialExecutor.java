package dev.mediahook.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks asynchronously, one after the other in the order given. After a failure, no further task runs. */
final class SerialExecutor {

    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /** Completes when the task is done, or with the failure that prevented it. Called by one thread at a time. */
    CompletableFuture<Void> run(Runnable work) {
        if (last.isCompletedExceptionally()) {
            return last;
        }
        // The thread of the previous task continues with this one: waking another costs more than hashing a buffer.
        last = last.isDone() ? begun(work) : last.thenRun(work);
        return last;
    }

    private CompletableFuture<Void> begun(Runnable work) {
        try {
            return CompletableFuture.runAsync(work, executor);
        } catch (RejectedExecutionException stopping) {
            return CompletableFuture.failedFuture(stopping);
        }
    }

    /**
     * Waits for all tasks.
     *
     * @throws java.util.concurrent.CompletionException with the first failure
     */
    void join() {
        last.join();
    }
}
