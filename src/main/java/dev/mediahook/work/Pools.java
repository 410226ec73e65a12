package dev.mediahook.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where thread pools come from: from a host that manages them, or from this program. */
public interface Pools {

    /** How long a thread waits for more work before it ends. */
    long IDLE_SECONDS = 30;

    /** This program's own pools. */
    Pools OWN = new Pools() {
        @Override
        public ExecutorService threads(String name, int most) {
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    most,
                    most,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    new NamedThreads(name + "-"));
            threads.allowCoreThreadTimeOut(true);
            return threads;
        }

        @Override
        public ScheduledExecutorService timers(String name, int most) {
            ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(most, new NamedThreads(name + "-"));
            timers.setRemoveOnCancelPolicy(true);
            return timers;
        }
    };

    /**
     * Threads that start with the first work, end when idle, and refuse work only after a shutdown.
     *
     * @param most the greatest number of threads
     */
    ExecutorService threads(String name, int most);

    /** Threads that run work at a given time. */
    ScheduledExecutorService timers(String name, int most);
}
