package dev.mediahook.program.server;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for requests whose bytes are here, and a bounded place to wait for one. */
public final class WorkerPools {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private WorkerPools() {}

    /**
     * Threads that are made as they are needed and end when they are not.
     *
     * @param threads at most
     * @param queue how many requests may wait for one before the next is refused
     */
    public static ThreadPoolExecutor of(int threads, int queue, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
