package dev.mediahook.overview;

import java.util.Map;

/**
 * The counts of one minute.
 *
 * @param minute in minutes since 1970
 * @param counts a kind that is missing was not counted
 */
record Minute(long minute, Map<Flow, Integer> counts) {

    Minute {
        counts = Map.copyOf(counts);
    }

    int of(Flow flow) {
        return counts.getOrDefault(flow, 0);
    }
}
