package dev.mediahook.receive;

import dev.mediahook.work.Schedule;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Remembers the last refused deliveries in memory, counts every one, and logs the first of each kind. */
public final class Refusals {

    /** How many refusals are remembered. */
    public static final int KEPT = 200;

    private static final String NO_SENDER = "none";

    private final Deque<Refusal> recent = new ArrayDeque<>(KEPT);
    private final Deque<Refusal> untold = new ArrayDeque<>();
    private final Consumer<Refusal> counter;
    private final RefusalLog log;
    private final InstantSource clock;

    /**
     * @param counter is told of each refusal
     * @param schedule runs the later log line with the number of further refusals
     */
    public Refusals(Consumer<Refusal> counter, Schedule schedule, InstantSource clock) {
        this.counter = counter;
        this.clock = clock;
        this.log = new RefusalLog(schedule);
    }

    /** Adds a refusal that happened before any route, so that its sender is not known. */
    public void addUnrouted(RefusalCause cause) {
        add(new Refusal(clock.instant(), NO_SENDER, cause, 0, null));
    }

    public void add(Refusal refusal) {
        counter.accept(refusal);
        log.add(refusal);
        synchronized (recent) {
            addLast(recent, refusal);
            addLast(untold, refusal);
        }
    }

    private static void addLast(Deque<Refusal> refusals, Refusal refusal) {
        if (refusals.size() == KEPT) {
            refusals.removeFirst();
        }
        refusals.addLast(refusal);
    }

    /** The refusals that other nodes have not been told of yet, oldest first; at most the newest {@link #KEPT}. */
    public List<Refusal> untold() {
        synchronized (recent) {
            return List.copyOf(untold);
        }
    }

    /** Marks refusals as told to the other nodes. */
    public void told(List<Refusal> told) {
        Set<Refusal> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(told);
        synchronized (recent) {
            untold.removeIf(same::contains);
        }
    }

    /** The remembered refusals, newest first. */
    public List<Refusal> recent() {
        List<Refusal> newestFirst;
        synchronized (recent) {
            newestFirst = new ArrayList<>(recent);
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }
}
