package dev.mediahook.overview;

import java.time.Duration;
import java.util.Arrays;

/** How long answers took in the last hour, counted in growing steps: exact enough for a screen, and of a fixed size. */
final class Latencies {

    private static final int MINUTES = 60;

    /** The upper ends of the steps, in milliseconds. */
    private static final int[] STEPS = {
        1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000
    };

    private final long[] minutes = new long[MINUTES];
    private final int[][] counts = new int[MINUTES][STEPS.length + 1];

    synchronized void add(long nowMillis, Duration took) {
        long minute = nowMillis / 60_000;
        int slot = (int) (minute % MINUTES);
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            Arrays.fill(counts[slot], 0);
        }
        counts[slot][step(took.toMillis())]++;
    }

    private static int step(long millis) {
        int step = 0;
        while (step < STEPS.length && millis >= STEPS[step]) {
            step++;
        }
        return step;
    }

    /** The time in milliseconds within which the given percentage of deliveries was answered; 0 if no delivery came. */
    synchronized int percentile(long nowMillis, int percent) {
        long[] sums = new long[STEPS.length + 1];
        long total = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if (minutes[slot] > nowMillis / 60_000 - MINUTES) {
                for (int step = 0; step < sums.length; step++) {
                    sums[step] += counts[slot][step];
                    total += counts[slot][step];
                }
            }
        }
        long wanted = (total * percent + 99) / 100;
        long seen = 0;
        for (int step = 0; step < STEPS.length; step++) {
            seen += sums[step];
            if (total > 0 && seen >= wanted) {
                return STEPS[step];
            }
        }
        return total == 0 ? 0 : STEPS[STEPS.length - 1];
    }
}
