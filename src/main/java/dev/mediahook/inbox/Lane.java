package dev.mediahook.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One sender's share of the work. Lanes have their own slots, so that a slow media host of one sender never holds up the
 * others.
 */
final class Lane {

    private static final int RISES = 4;
    private static final int FALLS = 32;

    private final String sender;
    private final int slots;
    private final Consumer<Leased> work;
    private final Set<Leased> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private volatile boolean open = true;
    private long takesNanos;

    Lane(String sender, int slots, Consumer<Leased> work) {
        this.sender = sender;
        this.slots = slots;
        this.work = work;
    }

    String sender() {
        return sender;
    }

    /** Says that the inbox may have an event for this lane; true where that is news and there is a slot for it. */
    boolean signal() {
        return !ready.getAndSet(true) && running.size() < slots;
    }

    /** How many events to claim now; what was signalled counts as seen. */
    int wanted() {
        int free = slots - running.size();
        if (!open || free <= 0 || !ready.getAndSet(false)) {
            return 0;
        }
        return free;
    }

    boolean wantsMore() {
        return open && ready.get() && running.size() < slots;
    }

    /** Takes what was claimed; false where the lane was closed meanwhile and takes nothing. */
    boolean begin(List<Leased> claimed) {
        if (open) {
            running.addAll(claimed);
        }
        return open;
    }

    /** Works on one event; whatever it does, its slot is free afterwards. */
    void work(Leased leased) {
        long begun = System.nanoTime();
        try {
            work.accept(leased);
        } finally {
            running.remove(leased);
            took(System.nanoTime() - begun);
        }
    }

    /** A weighted mean: it follows a slower event sooner than a quicker one, since a quick failure says little. */
    private synchronized void took(long nanos) {
        takesNanos += (nanos - takesNanos) / (nanos > takesNanos ? RISES : FALLS);
    }

    /** How long the work on one event takes of late. */
    synchronized Duration takes() {
        return Duration.ofNanos(takesNanos);
    }

    Set<Leased> running() {
        return Set.copyOf(running);
    }

    /** Claims nothing more; what is running goes on. */
    void close() {
        open = false;
    }
}
