package dev.mediahook.program.server;

import dev.mediahook.work.Ending;
import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads for requests that wait for an owner, such as a sender. A slow owner never holds all threads, and only a bounded
 * number of its requests waits.
 */
public final class SharedWorkers {

    private final int most;
    private final SharedThreads threads;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private volatile boolean closed;

    /**
     * Threads that are made when they are needed and end when they are not.
     *
     * @param name begins the name of each thread
     * @param threads how many threads at most; one owner alone has half of them
     * @param most how many requests of one owner may run or wait before more are refused
     */
    public SharedWorkers(String name, int threads, int most, Ending ending) {
        this.most = most;
        this.threads = SharedThreads.of(name, threads, ending);
    }

    /** The threads as one owner may use them. */
    public Executor of(String owner) {
        return request -> execute(owner, request);
    }

    private void execute(String owner, Runnable request) {
        if (requests.merge(owner, 1, Integer::sum) > most) {
            ended(owner);
            throw new RejectedExecutionException("too many requests wait for a thread");
        }
        try {
            // A part for each request, so that one owner may use all of its half.
            threads.execute(new Share(owner, Long.toString(count.incrementAndGet())), () -> run(owner, request));
        } catch (RejectedExecutionException noThread) {
            ended(owner);
            throw noThread;
        }
    }

    private void run(String owner, Runnable request) {
        try {
            if (!closed) {
                request.run();
            }
        } finally {
            ended(owner);
        }
    }

    private void ended(String owner) {
        requests.computeIfPresent(owner, (name, now) -> now == 1 ? null : now - 1);
    }

    /** Interrupts the requests that run, and drops those that wait. */
    public void shutdownNow() {
        closed = true;
        threads.shutdownNow();
    }
}
