package dev.mediahook.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs work beside its caller, one after the other in the order it came; after a failure nothing more. */
final class InOrder {

    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    InOrder(Executor executor) {
        this.executor = executor;
    }

    /** The work's end, or the failure that kept it from being done. Called by one thread at a time. */
    CompletableFuture<Void> run(Runnable work) {
        if (last.isCompletedExceptionally()) {
            return last;
        }
        // Whatever thread is at the work before goes on with this: waking another costs more than hashing a buffer.
        last = last.isDone() ? CompletableFuture.runAsync(work, executor) : last.thenRun(work);
        return last;
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
