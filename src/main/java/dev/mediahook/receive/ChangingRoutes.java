package dev.mediahook.receive;

import dev.mediahook.sender.WebhookPath;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether routes of webhooks are being put in the place of others, so that a path which nobody serves at this instant is asked for
 * again, and not gone: some senders give an address up that answers 404.
 */
public final class ChangingRoutes {

    /** What it is called in the registry. */
    public static final String NAME = "mediahookChangingRoutes";

    /** A request that was looked up just before may be answered only now. */
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

    /** Whether a path that leads nowhere may lead somewhere in a moment. */
    public boolean mayServe(String path) {
        return WebhookPath.sender(path).isPresent() && (underWay.get() > 0 || hasJustEnded());
    }

    private boolean hasJustEnded() {
        Long ended = endedAt;
        return ended != null && System.nanoTime() - ended < AFTERWARDS_NANOS;
    }
}
