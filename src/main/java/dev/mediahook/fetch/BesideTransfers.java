package dev.mediahook.fetch;

import dev.mediahook.work.NamedThreads;
import dev.mediahook.work.ThreadBudget;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few threads that write and hash large media while more of them arrives. */
final class BesideTransfers {

    private static final long IDLE_SECONDS = 30;

    private BesideTransfers() {}

    /**
     * While all of them are busy, whoever has something to write or to hash does it itself: no transfer waits for the end of
     * another, and none reads faster than the disk writes.
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
