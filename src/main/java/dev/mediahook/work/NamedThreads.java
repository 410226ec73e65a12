package dev.mediahook.work;

import dev.mediahook.log.EventLog;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Daemon threads whose names say what they are for, and whose failures are one line of the log. */
public final class NamedThreads implements ThreadFactory {

    private static final Logger LOG = EventLog.of(NamedThreads.class);

    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param prefix begins each name; a number follows
     */
    public NamedThreads(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, prefix + count.incrementAndGet());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((died, failure) -> {
            // What the thread handed work to may have ended before it: the program is stopping.
            if (!(failure instanceof RejectedExecutionException) || failure.getCause() != null) {
                LOG.error("thread={} ended by a failure error={}", died.getName(), failure.toString());
            }
            LOG.debug("thread={} ended by a failure", died.getName(), failure);
        });
        return thread;
    }
}
