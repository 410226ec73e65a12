package dev.mediahook.work;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Repeated work for others: uses a thread only while it runs, and never runs twice at once. */
public final class Errand {

    private final Share share;
    private final Runnable work;
    private final SharedThreads threads;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * @param name the owner of the share of threads that the work uses
     */
    public Errand(String name, Runnable work, SharedThreads threads) {
        this.share = new Share(name, "");
        this.work = work;
        this.threads = threads;
    }

    /** Starts the work, unless it is running. */
    public void run() {
        if (underWay.compareAndSet(false, true)) {
            try {
                threads.execute(share, this::runNow);
            } catch (RejectedExecutionException noThread) {
                underWay.set(false);
                throw noThread;
            }
        }
    }

    private void runNow() {
        try {
            work.run();
        } finally {
            underWay.set(false);
        }
    }
}
