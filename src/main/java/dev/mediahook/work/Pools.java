package dev.mediahook.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where pools of threads come from: a host that sees and ends them, or this program alone. */
public interface Pools {

    /** How long a thread waits for more work before it ends. */
    long IDLE_SECONDS = 30;

    /** This program's own. */
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
     * Threads that begin with the first work for them, end when there is none, and refuse work only once they are shut down.
     *
     * @param most how many there are at most
     */
    ExecutorService threads(String name, int most);

    /** Threads that begin their work at its time. */
    ScheduledExecutorService timers(String name, int most);
}
