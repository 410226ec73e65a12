package dev.mediahook.packaged.attack;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long answers took. */
final class AnswerTimes {

    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();

    void add(long took) {
        micros.add(took);
    }

    void clear() {
        micros.clear();
    }

    int size() {
        return micros.size();
    }

    /** How long an answer took that this share of all was not slower than. */
    Duration slowest(double share) {
        List<Long> sorted = micros.stream().sorted().toList();
        int at = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
        return sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get(at) * 1000);
    }
}
