package dev.mediahook.receive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import dev.mediahook.log.EventLog;

/** Remembers the last refused deliveries, counts and logs each; writes none of them to disk. */
public final class Refusals {

    private static final Logger LOG = EventLog.of(Refusals.class);
    private static final int KEPT = 200;

    private final Deque<Refusal> recent = new ArrayDeque<>(KEPT);
    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private final Consumer<Refusal> counter;

    public Refusals(Consumer<Refusal> counter) {
        this.counter = counter;
    }

    public void add(Refusal refusal) {
        counter.accept(refusal);
        LOG.warn(
                "sender={} delivery refused cause={} bytes={} sha256={}",
                refusal.sender(),
                refusal.cause().word(),
                refusal.bytes(),
                refusal.sha256());
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
