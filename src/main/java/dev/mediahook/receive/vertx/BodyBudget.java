package dev.mediahook.receive.vertx;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bytes of all bodies under way, from the first byte of each to its answer. What arrives whole comes before what
 * stalls: when there is no room, the body that has been arriving longest gives its bytes back.
 */
public final class BodyBudget {

    /** A body that is still arriving. */
    interface Arriving {

        /** It has to give up; what it held is given back already. Called on any thread. */
        void shed();
    }

    private final Map<Arriving, Integer> arriving = new LinkedHashMap<>();
    private long left;

    /**
     * @param bytes in all; a body counts with the memory that it takes
     */
    public BodyBudget(long bytes) {
        this.left = bytes;
    }

    /**
     * Takes so many bytes more.
     *
     * @param held what it took before
     * @return whether there was room, and the body was not shed before
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

    /** It has arrived, and keeps its bytes until they are given back; false if it was shed before. */
    synchronized boolean arrived(Arriving body) {
        notifyAll();
        return arriving.remove(body) != null;
    }

    /** It did not arrive: what it holds is free. */
    synchronized void leave(Arriving body) {
        notifyAll();
        Integer held = arriving.remove(body);
        if (held != null) {
            left += held;
        }
    }

    /** Waits for the rest of all bodies of which something is here, but no longer than this. */
    public synchronized void awaitRest(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis();
                !arriving.isEmpty() && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized void giveBack(long bytes) {
        left += bytes;
    }

    synchronized long left() {
        return left;
    }
}
