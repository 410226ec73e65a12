package dev.mediahook.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts of the last day by the minute, in memory, and cheap under any load. Holds what all nodes have counted, as far
 * as this node knows, and what this node has not told the others yet.
 */
public final class Traffic {

    static final int MINUTES = 24 * 60;

    private final InstantSource clock;
    private final long[] minutes = new long[MINUTES];
    private final Map<Flow, int[]> shared = counters();
    private final Map<Flow, int[]> own = counters();
    private final Latencies latencies = new Latencies();

    public Traffic(InstantSource clock) {
        this.clock = clock;
        Arrays.fill(minutes, -1);
    }

    private static Map<Flow, int[]> counters() {
        Map<Flow, int[]> counters = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            counters.put(flow, new int[MINUTES]);
        }
        return counters;
    }

    /** Counts one more of a kind, now. */
    public void count(Flow flow) {
        add(flow, clock.instant(), 1);
    }

    /** A delivery was answered 2xx this long after its arrival. */
    public void answered(Duration after) {
        latencies.add(clock.millis(), after);
    }

    /** Adds to the count of a kind, at a time of the last day. */
    synchronized void add(Flow flow, Instant at, int more) {
        long minute = at.toEpochMilli() / 60_000;
        if (holds(minute)) {
            of(own, flow)[slot(minute)] += more;
        }
    }

    private static int slot(long minute) {
        return (int) (minute % MINUTES);
    }

    /** Makes room for a minute; returns false if a later minute has its place. */
    private boolean holds(long minute) {
        int slot = slot(minute);
        if (minutes[slot] > minute) {
            return false;
        }
        if (minutes[slot] < minute) {
            minutes[slot] = minute;
            shared.values().forEach(counts -> counts[slot] = 0);
            own.values().forEach(counts -> counts[slot] = 0);
        }
        return true;
    }

    /** This node's counts that the other nodes have not been told yet, the earliest first. */
    synchronized List<Minute> unwritten() {
        List<Minute> unwritten = new ArrayList<>();
        for (int slot = 0; slot < MINUTES; slot++) {
            Map<Flow, Integer> counts = new EnumMap<>(Flow.class);
            for (Flow flow : Flow.values()) {
                int count = of(own, flow)[slot];
                if (count > 0) {
                    counts.put(flow, count);
                }
            }
            if (!counts.isEmpty()) {
                unwritten.add(new Minute(minutes[slot], counts));
            }
        }
        unwritten.sort(Comparator.comparingLong(Minute::minute));
        return unwritten;
    }

    /**
     * This node has told the others its counts, and has read theirs.
     *
     * @param written what {@link #unwritten} returned
     * @param all the counts of all nodes, including what was written
     */
    synchronized void shared(List<Minute> written, List<Minute> all) {
        for (Minute minute : written) {
            if (minutes[slot(minute.minute())] == minute.minute()) {
                minute.counts().forEach((flow, count) -> of(own, flow)[slot(minute.minute())] -= count);
            }
        }
        for (Minute minute : all) {
            if (holds(minute.minute())) {
                shared.forEach((flow, counts) -> counts[slot(minute.minute())] = minute.of(flow));
            }
        }
    }

    /**
     * The counts of the period that ends now, oldest first.
     *
     * @param parts how many numbers to return
     * @param each how many minutes one number covers
     */
    synchronized int[] of(Flow flow, int parts, int each) {
        long now = clock.millis() / 60_000;
        int[] sums = new int[parts];
        long first = first(now, parts, each);
        for (int slot = 0; slot < MINUTES; slot++) {
            long part = Math.floorDiv(minutes[slot] - first, each);
            if (minutes[slot] >= first && minutes[slot] <= now && part < parts) {
                sums[(int) part] += of(shared, flow)[slot] + of(own, flow)[slot];
            }
        }
        return sums;
    }

    private static int[] of(Map<Flow, int[]> counters, Flow flow) {
        return Objects.requireNonNull(counters.get(flow), "every flow has its counts");
    }

    /** When the first of the parts begins: each part begins at a multiple of its length. */
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
