package dev.mediahook.program.server;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for requests that have arrived in full, and a bounded queue for requests that wait for a thread. */
public final class WorkerPools {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private WorkerPools() {}

    /**
     * Threads that are made when they are needed and end when they are not.
     *
     * @param threads how many threads at most
     * @param queue how many requests may wait for a thread before the next is refused
     */
    public static ThreadPoolExecutor of(int threads, int queue, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
