package dev.mediahook.inbox;

import java.util.concurrent.atomic.AtomicInteger;

/** How far a replay of many events has come, and whether it is to go on. */
public final class ReplayRun {

    private final AtomicInteger replayed = new AtomicInteger();
    private volatile boolean stopped;

    void add(int more) {
        replayed.addAndGet(more);
    }

    /** How many events have been replayed by now. */
    public int replayed() {
        return replayed.get();
    }

    /** Ends the run: nothing more is replayed. */
    public void stop() {
        stopped = true;
    }

    public boolean stopped() {
        return stopped;
    }
}
