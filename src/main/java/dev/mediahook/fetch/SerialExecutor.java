package dev.mediahook.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs work beside its caller, one after the other in the order it came; after a failure nothing more. */
final class SerialExecutor {

    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /** The work's end, or the failure that kept it from being done. Called by one thread at a time. */
    CompletableFuture<Void> run(Runnable work) {
        if (last.isCompletedExceptionally()) {
            return last;
        }
        // Whatever thread is at the work before goes on with this: waking another costs more than hashing a buffer.
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
     * Waits for all of it.
     *
     * @throws java.util.concurrent.CompletionException of the first failure
     */
    void join() {
        last.join();
    }
}
