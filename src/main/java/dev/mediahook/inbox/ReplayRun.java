package dev.mediahook.inbox;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A replay of many events: how far it has come, and whether it is to go on. */
public final class ReplayRun {

    private static final String RUNNING = "running";

    private final String id = UUID.randomUUID().toString();
    private final Instant startedAt;
    private final AtomicInteger replayed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private volatile String state = RUNNING;
    private volatile boolean stopped;

    public ReplayRun(Instant startedAt) {
        this.startedAt = startedAt;
    }

    void add(int more, int of) {
        replayed.addAndGet(more);
        skipped.addAndGet(of - more);
    }

    public String id() {
        return id;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** How many events have been replayed by now. */
    public int replayed() {
        return replayed.get();
    }

    /** How many events could not be replayed: their payloads are deleted, or another replay took them first. */
    public int skipped() {
        return skipped.get();
    }

    /** {@code running}, or how it ended. */
    public String state() {
        return state;
    }

    public boolean running() {
        return state.equals(RUNNING);
    }

    /** Notes the end. */
    public void end(String how) {
        state = how;
    }

    /** Ends the run: nothing more is replayed. */
    public void stop() {
        stopped = true;
    }

    public boolean stopped() {
        return stopped;
    }
}
