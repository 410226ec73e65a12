package dev.mediahook.work;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Repeated work that waits for others: it has a thread only while it is done, and is never done twice at once. */
public final class Errand {

    private final Share share;
    private final Runnable work;
    private final SharedThreads threads;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * @param name whose share of the threads it takes
     */
    public Errand(String name, Runnable work, SharedThreads threads) {
        this.share = new Share(name, "");
        this.work = work;
        this.threads = threads;
    }

    /** Has it done once more, unless that is under way. */
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
