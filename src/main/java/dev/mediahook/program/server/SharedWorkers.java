package dev.mediahook.program.server;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that owners share, so that slow work of one owner never holds all of them: an owner may use up to half of the
 * threads that the other owners leave. What may not start yet waits, in a bounded queue of its owner.
 */
public final class SharedWorkers {

    private final int threads;
    private final int queue;
    private final ExecutorService pool;
    private final Object lock = new Object();
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int underWay;

    private record Task(String owner, Runnable work) {}

    /**
     * Threads that are made when they are needed and end when they are not.
     *
     * @param threads how many threads at most
     * @param queue how much work of one owner may wait for a thread before more is refused
     */
    public SharedWorkers(int threads, int queue, ThreadFactory factory) {
        this.threads = threads;
        this.queue = queue;
        // No more tasks are under way than threads, so this queue only bridges the moment in which a thread ends one.
        this.pool = WorkerPools.of(threads, threads, factory);
    }

    /** The threads as one owner may use them. */
    public Executor of(String owner) {
        return work -> execute(owner, work);
    }

    private void execute(String owner, Runnable work) {
        synchronized (lock) {
            Deque<Runnable> own = waiting.computeIfAbsent(owner, name -> new ArrayDeque<>());
            if (own.size() >= queue || pool.isShutdown()) {
                throw new RejectedExecutionException("too much waits for a thread, or the program is stopping");
            }
            own.addLast(work);
        }
        begin();
    }

    private void begin() {
        for (Optional<Task> next = next(); next.isPresent(); next = next()) {
            Task task = next.get();
            try {
                pool.execute(() -> run(task));
            } catch (RejectedExecutionException | OutOfMemoryError noThread) {
                ended(task.owner());
                if (pool.isShutdown()) {
                    return;
                }
                throw noThread;
            }
        }
    }

    private void run(Task task) {
        try {
            task.work().run();
        } finally {
            ended(task.owner());
            begin();
        }
    }

    private Optional<Task> next() {
        synchronized (lock) {
            Optional<String> owner = waiting.keySet().stream()
                    .filter(this::mayBegin)
                    .min(Comparator.comparingInt(name -> running.getOrDefault(name, 0)));
            return owner.map(this::taken);
        }
    }

    private boolean mayBegin(String owner) {
        int own = running.getOrDefault(owner, 0);
        int leftByOthers = threads - (underWay - own);
        return own < (leftByOthers + 1) / 2;
    }

    private Task taken(String owner) {
        Deque<Runnable> own = waiting.getOrDefault(owner, new ArrayDeque<>());
        Task task = new Task(owner, own.removeFirst());
        if (own.isEmpty()) {
            waiting.remove(owner);
        }
        running.merge(owner, 1, Integer::sum);
        underWay++;
        return task;
    }

    private void ended(String owner) {
        synchronized (lock) {
            underWay--;
            running.computeIfPresent(owner, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Interrupts what is running, and drops what waits. */
    public void shutdownNow() {
        pool.shutdownNow();
        synchronized (lock) {
            waiting.clear();
        }
    }
}
