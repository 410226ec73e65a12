package dev.mediahook.receive;

import dev.mediahook.sender.WebhookPath;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether webhook routes are being replaced right now. A path without a route is then answered 503, so that the
 * sender tries again; some senders give up an address that answers 404.
 */
public final class ChangingRoutes {

    /** The name of this object in the registry. */
    public static final String NAME = "mediahookChangingRoutes";

    /** A request that was looked up just before the end may be answered a little later. */
    private static final long AFTERWARDS_NANOS = 1_000_000_000;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile @Nullable Long endedAt;

    public void begin() {
        underWay.incrementAndGet();
    }

    public void end() {
        endedAt = System.nanoTime();
        underWay.decrementAndGet();
    }

    /** Whether a path without a route may get one in a moment. */
    public boolean mayServe(String path) {
        return WebhookPath.sender(path).isPresent() && (underWay.get() > 0 || hasJustEnded());
    }

    private boolean hasJustEnded() {
        Long ended = endedAt;
        return ended != null && System.nanoTime() - ended < AFTERWARDS_NANOS;
    }
}
