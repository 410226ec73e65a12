package dev.mediahook.work;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which of the waiting tasks may start. An owner may use up to half of the threads that other owners leave;
 * each part of an owner, up to half of what its other parts leave of that. Of those that may start, the one with the
 * fewest running tasks is next. Not thread-safe.
 */
final class Shares {

    /** A task and its share. */
    record Task(Share share, Runnable work) {}

    private final int most;
    private final Map<Share, Deque<Task>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> byOwner = new HashMap<>();
    private final Map<Share, Integer> byShare = new HashMap<>();
    private int underWay;

    Shares(int most) {
        this.most = most;
    }

    void add(Task task) {
        waiting.computeIfAbsent(task.share(), share -> new ArrayDeque<>()).addLast(task);
    }

    /** Removes a task that has not started. */
    void remove(Task task) {
        Deque<Task> ofShare = waiting.get(task.share());
        if (ofShare != null && ofShare.remove(task) && ofShare.isEmpty()) {
            waiting.remove(task.share());
        }
    }

    /** The task to start now, counted as running. */
    Optional<Task> next() {
        Optional<Share> chosen = waiting.keySet().stream()
                .filter(this::mayBegin)
                .min(Comparator.<Share>comparingInt(this::ofOwner).thenComparingInt(this::ofShare));
        return chosen.map(this::taken);
    }

    private Task taken(Share share) {
        Deque<Task> ofShare = waiting.remove(share);
        Task task = ofShare.removeFirst();
        if (!ofShare.isEmpty()) {
            // Moves the share behind the others, so that equal shares take turns.
            waiting.put(share, ofShare);
        }
        underWay++;
        byOwner.merge(share.owner(), 1, Integer::sum);
        byShare.merge(share, 1, Integer::sum);
        return task;
    }

    /** A task of this share has ended. */
    void ended(Share share) {
        underWay--;
        byOwner.computeIfPresent(share.owner(), (owner, count) -> count == 1 ? null : count - 1);
        byShare.computeIfPresent(share, (part, count) -> count == 1 ? null : count - 1);
    }

    boolean idle() {
        return underWay == 0;
    }

    private boolean mayBegin(Share share) {
        int ofOwner = ofOwner(share);
        int forOwner = half(most - (underWay - ofOwner));
        int forShare = half(forOwner - (ofOwner - ofShare(share)));
        return ofOwner < forOwner && ofShare(share) < forShare;
    }

    private int ofOwner(Share share) {
        return byOwner.getOrDefault(share.owner(), 0);
    }

    private int ofShare(Share share) {
        return byShare.getOrDefault(share, 0);
    }

    /** Rounds up, so that the last thread is used too. */
    private static int half(int threads) {
        return (threads + 1) / 2;
    }
}
