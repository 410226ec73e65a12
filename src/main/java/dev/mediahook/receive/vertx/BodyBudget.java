package dev.mediahook.receive.vertx;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory that all request bodies take, from the first byte of a body to its answer. If there is no room, the body
 * that has been arriving longest is dropped: complete bodies come before stalled ones.
 */
public final class BodyBudget {

    /** A body that is still arriving. */
    interface Arriving {

        /** The body is dropped; its bytes are already free. May be called on any thread. */
        void shed();
    }

    private final Map<Arriving, Integer> arriving = new LinkedHashMap<>();
    private long left;

    /**
     * @param bytes of memory for all bodies together
     */
    public BodyBudget(long bytes) {
        this.left = bytes;
    }

    /**
     * Reserves more memory for a body.
     *
     * @param held what the body has reserved before
     * @return false if there is no room, or if the body was dropped before
     */
    synchronized boolean take(Arriving body, int held, int bytes) {
        if (held > 0 && !arriving.containsKey(body)) {
            return false;
        }
        arriving.putIfAbsent(body, 0);
        Iterator<Map.Entry<Arriving, Integer>> oldestFirst = arriving.entrySet().iterator();
        while (left < bytes && oldestFirst.hasNext()) {
            Map.Entry<Arriving, Integer> oldest = oldestFirst.next();
            if (oldest.getKey() == body) {
                break;
            }
            left += oldest.getValue();
            oldest.getKey().shed();
            oldestFirst.remove();
        }
        if (left < bytes) {
            return false;
        }
        left -= bytes;
        arriving.merge(body, bytes, Integer::sum);
        return true;
    }

    /** Marks a body as complete. It keeps its bytes until they are given back. False if it was dropped before. */
    synchronized boolean arrived(Arriving body) {
        notifyAll();
        return arriving.remove(body) != null;
    }

    /** Frees what an incomplete body holds. */
    synchronized void leave(Arriving body) {
        notifyAll();
        Integer held = arriving.remove(body);
        if (held != null) {
            left += held;
        }
    }

    /** Waits until no body is arriving, at most this long. */
    public synchronized void awaitRest(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long millis = most.toMillis();
                !arriving.isEmpty() && millis > 0;
                millis = (end - System.nanoTime()) / 1_000_000) {
            wait(millis);
        }
    }

    synchronized void giveBack(long bytes) {
        left += bytes;
    }

    synchronized long left() {
        return left;
    }
}
