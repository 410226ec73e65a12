package dev.mediahook.inbox;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One sender's share of the work. Each lane has its own slots, so that one sender's slow media host never holds up
 * other senders.
 */
final class Lane {

    private static final Logger LOG = EventLog.of(Lane.class);
    private static final int RISES = 4;
    private static final int FALLS = 32;

    private final String sender;
    private final int slots;
    private final Work work;
    private final Runnable freed;
    private final Map<Leased, Try> running = new ConcurrentHashMap<>();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    /** The lane that this one replaces, as long as tries of its route are under way. */
    private volatile @Nullable Lane before;

    private volatile boolean open = true;
    private long takesNanos;

    /** What is done with a sender's events. */
    interface Work {

        /** Makes one try at an event, and finishes it. */
        void attempt(Leased leased);

        /** Finishes an event whose try has taken too long; whatever that try does from now on comes too late. */
        void late(Leased leased);
    }

    private record Try(FutureTask<Boolean> task, long begun) {}

    /**
     * @param freed called when a slot has become free
     * @param before the closed lane of the sender's route as it was; null if there is none
     */
    Lane(String sender, int slots, Work work, Runnable freed, @Nullable Lane before) {
        this.before = before;
        this.sender = sender;
        this.slots = slots;
        this.work = work;
        this.freed = freed;
    }

    String sender() {
        return sender;
    }

    /** Notes that the inbox may have an event for this lane; true if that is new and a slot is free. */
    boolean signal() {
        return !ready.getAndSet(true) && count() < slots;
    }

    /** Whether it takes nothing more for now. */
    boolean full() {
        return !open || count() >= slots;
    }

    /**
     * How many events to claim now; what was signalled counts as seen.
     *
     * @param most that it may claim
     */
    int wanted(int most) {
        int free = slots - count();
        if (!open || free <= 0 || !ready.getAndSet(false)) {
            return 0;
        }
        return Math.min(free, most);
    }

    boolean wantsMore() {
        return open && ready.get() && count() < slots;
    }

    /** How many tries are under way. */
    int count() {
        Lane earlier = before;
        return running.size() + (earlier == null ? 0 : earlier.count());
    }

    /** Starts the claimed events. Returns those that could not start: all of them if the lane was closed meanwhile. */
    List<Leased> begin(List<Leased> claimed, SharedThreads threads) {
        List<Leased> left = new ArrayList<>();
        for (Leased leased : claimed) {
            if (!open || !begun(leased, threads)) {
                left.add(leased);
            }
        }
        return left;
    }

    private boolean begun(Leased leased, SharedThreads threads) {
        FutureTask<Boolean> task = new FutureTask<>(() -> attempt(leased), true);
        running.put(leased, new Try(task, System.nanoTime()));
        try {
            threads.execute(new Share(sender, leased.delivery().id().toString()), task);
            return true;
        } catch (RejectedExecutionException noThread) {
            running.remove(leased);
            return false;
        }
    }

    /** Whatever the work does, its slot is free afterwards. An unfinished event is free when its lease ends. */
    private void attempt(Leased leased) {
        long begun = System.nanoTime();
        try {
            work.attempt(leased);
        } catch (RuntimeException | Error failure) {
            LOG.error("{} could not be finished, taken up again when its lease ends error={}", leased, failure);
            LOG.debug("{} could not be finished", leased, failure);
        } finally {
            running.remove(leased);
            took(System.nanoTime() - begun);
            freed.run();
        }
    }

    /** Frees the slots of tries that have taken longer than this, and has their events finished. */
    void endLate(Duration longest, SharedThreads threads) {
        Lane earlier = before;
        if (earlier != null) {
            earlier.endLate(longest, threads);
            before = earlier.count() == 0 ? null : earlier;
        }
        long now = System.nanoTime();
        running.forEach((leased, one) -> {
            if (now - one.begun() > longest.toNanos() && running.remove(leased, one)) {
                LOG.warn("{} took longer than {}, its slot is free again", leased, longest);
                one.task().cancel(true);
                // Under a share of its own, since hanging work may hold all of the sender's threads.
                threads.execute(new Share("late", sender), () -> work.late(leased));
            }
        });
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
        Set<Leased> all = new HashSet<>(running.keySet());
        Lane earlier = before;
        if (earlier != null) {
            all.addAll(earlier.running());
        }
        return all;
    }

    /** Claims nothing more; what is running goes on. */
    void close() {
        open = false;
    }
}
