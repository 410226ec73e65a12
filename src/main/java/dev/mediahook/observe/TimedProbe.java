package dev.mediahook.observe;

import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a probe that may hang. A caller waits no longer than the given time. While the probe hangs, later callers don't
 * wait at all, and it is not started a second time.
 */
public final class TimedProbe implements Probe {

    private final String name;
    private final Probe probe;
    private final Duration patience;
    private final SharedThreads threads;
    private @Nullable FutureTask<Optional<String>> underWay;
    private long begun;

    /**
     * @param name the name of what is probed, for the threads' shares
     * @param patience how long an answer may take
     */
    public TimedProbe(String name, Probe probe, Duration patience, SharedThreads threads) {
        this.name = name;
        this.probe = probe;
        this.patience = patience;
        this.threads = threads;
    }

    @Override
    public synchronized Optional<String> fault() {
        FutureTask<Optional<String>> asked = underWay;
        try {
            if (asked == null || asked.isDone()) {
                asked = new FutureTask<>(probe::fault);
                begun = System.nanoTime();
                threads.execute(new Share("health", name), asked);
                underWay = asked;
            }
            return asked.get(patience.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Optional.of("no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException | CancellationException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return Optional.of(cause.getClass().getSimpleName());
        } catch (RejectedExecutionException noThread) {
            return Optional.of("no thread to ask with");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("the program is stopping");
        }
    }
}
