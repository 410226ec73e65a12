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

/** Remembers the last refused deliveries in memory, counts each, logs the first of a kind. */
public final class Refusals {

    /** So many are remembered. */
    public static final int KEPT = 200;

    private static final String NO_SENDER = "none";

    private final Deque<Refusal> recent = new ArrayDeque<>(KEPT);
    private final Deque<Refusal> untold = new ArrayDeque<>();
    private final Consumer<Refusal> counter;
    private final RefusalLog log;
    private final InstantSource clock;

    /**
     * @param counter told of each
     * @param schedule when the log is told how many more there were
     */
    public Refusals(Consumer<Refusal> counter, Schedule schedule, InstantSource clock) {
        this.counter = counter;
        this.clock = clock;
        this.log = new RefusalLog(schedule);
    }

    /** One that no route saw, so that its sender is not known. */
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

    /** Those that other nodes were not told of yet, oldest first; of very many the newest. */
    public List<Refusal> untold() {
        synchronized (recent) {
            return List.copyOf(untold);
        }
    }

    /** Other nodes know these now. */
    public void told(List<Refusal> told) {
        Set<Refusal> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(told);
        synchronized (recent) {
            untold.removeIf(same::contains);
        }
    }

    /** Newest first. */
    public List<Refusal> recent() {
        List<Refusal> newestFirst;
        synchronized (recent) {
            newestFirst = new ArrayList<>(recent);
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }
}
