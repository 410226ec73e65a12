package dev.mediahook.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts of the last day by the minute, in memory: of this program alone, and cheap however much comes in. */
public final class Traffic {

    static final int MINUTES = 24 * 60;

    private final InstantSource clock;
    private final long[] minutes = new long[MINUTES];
    private final Map<Flow, int[]> counts = new EnumMap<>(Flow.class);
    private final Latencies latencies = new Latencies();

    public Traffic(InstantSource clock) {
        this.clock = clock;
        Arrays.fill(minutes, -1);
        for (Flow flow : Flow.values()) {
            counts.put(flow, new int[MINUTES]);
        }
    }

    /** One more of a kind, now. */
    public void count(Flow flow) {
        add(flow, clock.instant(), 1);
    }

    /** A delivery was answered 2xx so long after it had come. */
    public void answered(Duration after) {
        latencies.add(clock.millis(), after);
    }

    /** Some more of a kind, at a time of the last day. */
    synchronized void add(Flow flow, Instant at, int more) {
        long minute = at.toEpochMilli() / 60_000;
        int slot = (int) (minute % MINUTES);
        if (minutes[slot] > minute) {
            return;
        }
        if (minutes[slot] < minute) {
            minutes[slot] = minute;
            counts.values().forEach(ofFlow -> ofFlow[slot] = 0);
        }
        counts(flow)[slot] += more;
    }

    /**
     * The counts of the time that ends now, oldest first.
     *
     * @param parts how many numbers
     * @param each how many minutes one number is of
     */
    synchronized int[] of(Flow flow, int parts, int each) {
        long now = clock.millis() / 60_000;
        int[] sums = new int[parts];
        long first = first(now, parts, each);
        for (int slot = 0; slot < MINUTES; slot++) {
            long part = Math.floorDiv(minutes[slot] - first, each);
            if (minutes[slot] >= first && minutes[slot] <= now && part < parts) {
                sums[(int) part] += counts(flow)[slot];
            }
        }
        return sums;
    }

    private int[] counts(Flow flow) {
        return Objects.requireNonNull(counts.get(flow), "every flow has its counts");
    }

    /** When the first of so many parts begins: each part begins at a multiple of its length. */
    Instant from(int parts, int each) {
        return Instant.ofEpochSecond(first(clock.millis() / 60_000, parts, each) * 60);
    }

    private static long first(long now, int parts, int each) {
        return (now / each - parts + 1) * each;
    }

    Latencies latencies() {
        return latencies;
    }
}
