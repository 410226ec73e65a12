package dev.mediahook.delivery;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Generates event ids. They grow strictly within one program and hardly ever collide between several. */
public final class EventIds {

    private static final int SEQUENCE_BITS = 21;

    private final InstantSource clock;
    private final long offset;
    private final AtomicLong last;

    /**
     * @param offset a random number: where this program starts to count within each millisecond
     */
    public EventIds(InstantSource clock, long offset) {
        this.clock = clock;
        this.last = new AtomicLong();
        this.offset = offset & ((1L << (SEQUENCE_BITS - 1)) - 1);
    }

    /**
     * The lowest id that can be generated at this time or later. A time that is too far away for any id counts as the
     * farthest one that fits.
     */
    public static long first(long millis) {
        long farthest = Long.MAX_VALUE >> SEQUENCE_BITS;
        return Math.max(-farthest, Math.min(farthest, millis)) << SEQUENCE_BITS;
    }

    public EventId next() {
        long now = (clock.millis() << SEQUENCE_BITS) | offset;
        return new EventId(last.updateAndGet(before -> Math.max(before + 1, now)));
    }
}
