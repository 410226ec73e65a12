package dev.mediahook.database;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What is put off for a moment. Several threads may take it up again: each thing goes to one of them, and once. */
final class Postponed<T> {

    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();

    private record Waiting<T>(T what, long untilNanos) {}

    void add(T what, Duration pause) {
        waiting.add(new Waiting<>(what, System.nanoTime() + pause.toNanos()));
    }

    /** Hands on what has waited long enough. */
    void takeUp(Consumer<T> taker) {
        long now = System.nanoTime();
        for (Waiting<T> one : List.copyOf(waiting)) {
            // The thread that removes it has it: another thread may look at the same just now.
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
