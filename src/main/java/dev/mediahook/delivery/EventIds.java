package dev.mediahook.delivery;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Makes event ids that grow strictly within one program and hardly ever meet between several. */
public final class EventIds {

    private static final int SEQUENCE_BITS = 21;

    private final InstantSource clock;
    private final long offset;
    private final AtomicLong last;

    /**
     * @param offset a random number: where in each millisecond this program begins to count
     */
    public EventIds(InstantSource clock, long offset) {
        this.clock = clock;
        this.last = new AtomicLong();
        this.offset = offset & ((1L << (SEQUENCE_BITS - 1)) - 1);
    }

    /** No id that was made at this time or later is lower. */
    public static long first(long millis) {
        return millis << SEQUENCE_BITS;
    }

    public EventId next() {
        long now = (clock.millis() << SEQUENCE_BITS) | offset;
        return new EventId(last.updateAndGet(before -> Math.max(before + 1, now)));
    }
}
