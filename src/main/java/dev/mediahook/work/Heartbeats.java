package dev.mediahook.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Records for each loop and each repeated task when it last began a turn. */
public final class Heartbeats {

    private final Duration silence;
    private final Map<String, Heartbeat> hearts = new ConcurrentSkipListMap<>();

    /**
     * @param silence how long one turn may take before its loop counts as stuck
     */
    public Heartbeats(Duration silence) {
        this.silence = silence;
    }

    /** The heartbeat of a loop with its own thread; the loop is gone when the thread is. */
    Heartbeat ofLoop(String name) {
        return known(name, new Heartbeat(silence, thread -> !thread.isAlive()));
    }

    /**
     * The heartbeat of a repeated task, which any free thread may run.
     *
     * @param pause between two turns
     */
    Heartbeat ofTask(String name, Duration pause) {
        return known(name, new Heartbeat(silence.plus(pause), anyThread -> false));
    }

    /** The loops and tasks that no longer beat, such as {@code writer no beat for 75s}; empty if all is well. */
    public List<String> missing() {
        return missing(System.nanoTime());
    }

    List<String> missing(long now) {
        return hearts.entrySet().stream()
                .flatMap(one -> one.getValue().fault(now).map(fault -> one.getKey() + " " + fault).stream())
                .toList();
    }

    private Heartbeat known(String name, Heartbeat heartbeat) {
        hearts.put(name, heartbeat);
        return heartbeat;
    }
}
