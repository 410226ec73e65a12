package dev.mediahook.database;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Holds items back for a while. Several threads may take them; each item goes to exactly one of them. */
final class Postponed<T> {

    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();

    private record Waiting<T>(T what, long untilNanos) {}

    void add(T what, Duration pause) {
        waiting.add(new Waiting<>(what, System.nanoTime() + pause.toNanos()));
    }

    /** Passes on the items that have waited long enough. */
    void takeUp(Consumer<T> taker) {
        long now = System.nanoTime();
        for (Waiting<T> one : List.copyOf(waiting)) {
            // Only the thread that removes an item passes it on: others may look at it at the same time.
            if (one.untilNanos() - now <= 0 && waiting.remove(one)) {
                taker.accept(one.what());
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    List<T> all() {
        return waiting.stream().map(Waiting::what).toList();
    }
}
