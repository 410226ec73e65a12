package dev.mediahook.fetch;

import dev.mediahook.work.NamedThreads;
import dev.mediahook.work.ThreadBudget;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads that write and hash large media while the transfers go on. */
final class BesideTransfers {

    private static final long IDLE_SECONDS = 30;

    private BesideTransfers() {}

    /**
     * A pool without a queue. If all threads are busy, the caller does the work itself. So no transfer waits for
     * another to end, and none reads faster than the disk can write.
     */
    static ExecutorService threads() {
        return new ThreadPoolExecutor(
                0,
                ThreadBudget.BESIDE_TRANSFERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new NamedThreads("mediahook-fetch-hash-"),
                BesideTransfers::doNow);
    }

    private static void doNow(Runnable work, ThreadPoolExecutor busy) {
        if (busy.isShutdown()) {
            throw new RejectedExecutionException("the program is stopping");
        }
        work.run();
    }
}
