package dev.mediahook.work;

import dev.mediahook.log.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A bounded number of threads that are shared fairly, so that slow work never holds all of them and new work finds
 * some. Work that may not start yet waits. If a task on one of these threads hands on a task, that task belongs to the
 * same share.
 */
public final class SharedThreads extends AbstractExecutorService {

    private static final Logger LOG = EventLog.of(SharedThreads.class);

    private final int most;
    private final ThreadLocal<Share> current;
    private final Ending ending;
    private final ExecutorService threads;
    private final Object lock = new Object();
    private final Shares shares;

    /**
     * @param threads must not refuse work before they are shut down
     * @param most the greatest number of threads
     * @param current the share of the task that a thread works on, the same object for all pools of the program
     */
    SharedThreads(ExecutorService threads, int most, ThreadLocal<Share> current, Ending ending) {
        this.most = most;
        this.current = current;
        this.ending = ending;
        this.shares = new Shares(most);
        this.threads = threads;
    }

    /** Threads of their own, for a server. */
    public static SharedThreads of(String name, int most, Ending ending) {
        return new SharedThreads(
                Pools.OWN.threads(name, most), most, ThreadLocal.withInitial(() -> Share.OF_NOBODY), ending);
    }

    /** How many threads there are at most. */
    public int most() {
        return most;
    }

    @Override
    public void execute(Runnable work) {
        execute(current.get(), work);
    }

    /**
     * Runs work as soon as its share allows.
     *
     * @throws RejectedExecutionException if the program stops, or the system can't create a thread
     */
    public void execute(Share share, Runnable work) {
        Shares.Task task = new Shares.Task(share, work);
        synchronized (lock) {
            if (threads.isShutdown()) {
                throw new RejectedExecutionException("the program is stopping");
            }
            shares.add(task);
        }
        begin(task);
    }

    /** Gives a thread to each task that may start. */
    private void begin(Shares.@Nullable Task own) {
        for (Optional<Shares.Task> next = next(); next.isPresent(); next = next()) {
            Shares.Task task = next.get();
            try {
                threads.execute(() -> work(task));
            } catch (RejectedExecutionException | OutOfMemoryError noThread) {
                putBack(task, own, noThread);
                return;
            }
        }
    }

    /**
     * A thread that is running starts the task later. If none is running, the caller must learn that the task will not
     * run.
     */
    private void putBack(Shares.Task task, Shares.@Nullable Task own, Throwable noThread) {
        synchronized (lock) {
            shares.ended(task.share());
            shares.add(task);
            if (own == null || !(shares.idle() || own.equals(task))) {
                return;
            }
            shares.remove(own);
        }
        throw new RejectedExecutionException("no thread could be had", noThread);
    }

    private Optional<Shares.Task> next() {
        synchronized (lock) {
            return shares.next();
        }
    }

    private void work(Shares.Task first) {
        Optional<Shares.Task> task = Optional.of(first);
        while (task.isPresent()) {
            run(task.get());
            synchronized (lock) {
                shares.ended(task.get().share());
                task = shares.next();
            }
            beginOthers();
        }
    }

    /** The end of one task may let several start. If memory is short, the end of the next task starts them. */
    private void beginOthers() {
        try {
            begin(null);
        } catch (OutOfMemoryError memoryIsShort) {
            LOG.error("waiting work begins later error={}", memoryIsShort.toString());
        }
    }

    private void run(Shares.Task task) {
        current.set(task.share());
        try {
            task.work().run();
        } catch (Throwable failure) {
            survive(task, failure);
        } finally {
            current.remove();
            // An interrupt was meant only for this task.
            var unused = Thread.interrupted();
        }
    }

    private void survive(Shares.Task task, Throwable failure) {
        if (failure instanceof RejectedExecutionException && threads.isShutdown()) {
            // What the task needed has ended before it: the program is stopping.
            return;
        }
        try {
            String name = Thread.currentThread().getName();
            if (!Ending.survivable(failure)) {
                ending.end(name, failure);
            }
            LOG.error(
                    "thread={} sender={} work failed error={}",
                    name,
                    task.share().owner(),
                    failure);
            LOG.debug("thread={} work failed", name, failure);
        } catch (Throwable again) {
            // Memory is too short even for the log line.
            return;
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
