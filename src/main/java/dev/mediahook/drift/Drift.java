package dev.mediahook.drift;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches for changes in what senders send. It examines a delivery after it was answered; in a burst it examines only
 * some deliveries.
 */
public final class Drift {

    private static final int MOST_WAITING = 200;
    /** The limit on the total size of all waiting bodies, in bytes. */
    static final long MOST_WAITING_BYTES = 8 << 20;

    private static final int LARGEST_BODY = 256 << 10;
    private static final Duration EVERY = Duration.ofSeconds(2);

    private record Waiting(Event event, Set<String> headers) {}

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private final SeenNames names;
    private final Costs costs;

    public Drift(Database database) {
        this.names = new SeenNames(database);
        this.costs = new Costs(database);
    }

    public void start(Schedule schedule) {
        schedule.every("drift", EVERY, EVERY, this::look);
    }

    /**
     * Call this when a new event was stored.
     *
     * @param headers the names of its request's headers, in lower case
     */
    public void kept(Event event, Set<String> headers) {
        int bytes = event.body().size();
        if (!event.readable() || bytes > LARGEST_BODY) {
            return;
        }
        synchronized (waiting) {
            if (waiting.size() < MOST_WAITING && waitingBytes + bytes <= MOST_WAITING_BYTES) {
                waiting.add(new Waiting(event, headers));
                waitingBytes += bytes;
            }
        }
    }

    void look() {
        boolean any = false;
        for (Waiting one = next(); one != null; one = next()) {
            look(one);
            any = true;
        }
        if (any) {
            names.write();
        }
    }

    private @Nullable Waiting next() {
        synchronized (waiting) {
            Waiting next = waiting.poll();
            waitingBytes -= next == null ? 0 : next.event().body().size();
            return next;
        }
    }

    private void look(Waiting one) {
        Event event = one.event();
        Optional<Payload> payload = Payload.read(event.body(), LARGEST_BODY);
        payload.ifPresent(read -> {
            // A status endpoint's answers have a shape of their own.
            if (event.via() == Via.WEBHOOK) {
                names.add(event.sender(), NamesInUse.of(event, one.headers(), read.json()), event.receivedAt());
            }
            if (event.jobId() != null) {
                ToldCost.in(read.json()).ifPresent(cost -> costs.add(event, cost));
            }
        });
    }

    public DriftView drift() {
        return new DriftView(names.novelties());
    }

    public CostsView costs() {
        return new CostsView(costs.byDay());
    }

    /** Deletes job costs that were reported before the cutoff, at most a thousand at once. Returns how many. */
    public static int deleteCostsOlderThan(Database database, Instant cutoff) {
        return Costs.deleteOlderThan(database, cutoff);
    }
}
