package dev.mediahook.receive;

import dev.mediahook.work.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Remembers the last refused deliveries, counts each, logs the first of a kind; writes none of them to disk. */
public final class Refusals {

    private static final int KEPT = 200;
    private static final String NO_SENDER = "none";

    private final Deque<Refusal> recent = new ArrayDeque<>(KEPT);
    private final Map<String, Instant> last = new ConcurrentHashMap<>();
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
        last.put(refusal.sender(), refusal.at());
        synchronized (recent) {
            if (recent.size() == KEPT) {
                recent.removeFirst();
            }
            recent.addLast(refusal);
        }
    }

    /** When a delivery of this sender's was last refused since the program began. */
    public Optional<Instant> last(String sender) {
        return Optional.ofNullable(last.get(sender));
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
