package dev.mediahook.inbox;

import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.event.Event;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Remembers whether events can be kept, whatever prevents it: a broker, a damaged table, a lost permission. */
public final class WatchedKeeper implements EventKeeper {

    /** A single failure among many successes is not told. */
    private static final long AT_LEAST = 1_000_000_000;
    /** While a fault is told, a load balancer sends nothing, and so nothing can show that events are kept again. */
    private static final long REMEMBERED = 15 * AT_LEAST;

    private final EventKeeper keeper;
    private final LongSupplier nanoTime;
    private boolean failing;
    private long since;
    private long last;

    public WatchedKeeper(EventKeeper keeper, LongSupplier nanoTime) {
        this.keeper = keeper;
        this.nanoTime = nanoTime;
    }

    @Override
    public Kept keep(Event event) {
        try {
            Kept kept = keeper.keep(event);
            kept(true);
            return kept;
        } catch (StoreUnavailable unavailable) {
            kept(false);
            throw unavailable;
        }
    }

    private synchronized void kept(boolean kept) {
        last = nanoTime.getAsLong();
        if (!failing) {
            since = last;
        }
        failing = !kept;
    }

    /** What is wrong; empty if the last event was kept, or the last failure is long ago. */
    public synchronized Optional<String> fault() {
        long now = nanoTime.getAsLong();
        return failing && now - since >= AT_LEAST && now - last < REMEMBERED
                ? Optional.of("no delivery can be kept")
                : Optional.empty();
    }
}
