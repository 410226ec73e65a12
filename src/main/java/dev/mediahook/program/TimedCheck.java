package dev.mediahook.program;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A health check that may take long or hang. A call of it waits for a short time only, and then answers what was found
 * last. While the check hangs, it is not called a second time.
 */
final class TimedCheck implements HealthCheck {

    /** What was found within this time is recent; a check that takes longer than this is down. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    /** How long a call waits if nothing recent is known. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long a call waits if something recent is known. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(100);

    private final HealthCheck check;
    private final Executor threads;
    private final LongSupplier nanos;
    private @Nullable Asked asked;
    private volatile @Nullable Found found;

    /**
     * @param begun the {@link System#nanoTime} of the call
     */
    private record Asked(FutureTask<Result> answer, long begun) {}

    /**
     * @param at the {@link System#nanoTime} of the answer
     */
    private record Found(Result result, long at) {}

    /**
     * @param threads where the check runs
     * @param nanos as {@link System#nanoTime}
     */
    TimedCheck(HealthCheck check, Executor threads, LongSupplier nanos) {
        this.check = check;
        this.threads = threads;
        this.nanos = nanos;
    }

    /** The check itself. */
    HealthCheck untimed() {
        return check;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Asked now = ask(options);
        Found last = found;
        boolean recent = last != null && since(last.at()).compareTo(RECENT) < 0;
        try {
            return now.answer().get((recent ? LITTLE_PATIENCE : PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            Duration waited = since(now.begun());
            return last != null && waited.compareTo(RECENT) < 0
                    ? last.result()
                    : down(options, "no answer for " + Math.max(1, waited.toSeconds()) + " s");
        } catch (ExecutionException | CancellationException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return down(options, cause.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return down(options, "the program is stopping");
        }
    }

    private synchronized Asked ask(Map<String, Object> options) {
        Asked last = asked;
        if (last != null && !last.answer().isDone()) {
            return last;
        }
        Asked now = new Asked(new FutureTask<>(() -> answer(options)), nanos.getAsLong());
        threads.execute(now.answer());
        asked = now;
        return now;
    }

    private Result answer(Map<String, Object> options) {
        Result result = check.call(options);
        found = new Found(result, nanos.getAsLong());
        return result;
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }

    private Result down(Map<String, Object> options, String message) {
        return HealthCheckResultBuilder.on(this)
                .detail(CHECK_KIND, options.getOrDefault(CHECK_KIND, Kind.ALL))
                .message(message)
                .down()
                .build();
    }

    @Override
    public String getId() {
        return check.getId();
    }

    @Override
    public String getGroup() {
        return check.getGroup();
    }

    @Override
    public int getOrder() {
        return check.getOrder();
    }

    @Override
    public boolean isEnabled() {
        return check.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        check.setEnabled(enabled);
    }

    @Override
    public boolean isReadiness() {
        return check.isReadiness();
    }

    @Override
    public boolean isLiveness() {
        return check.isLiveness();
    }

    @Override
    public Map<String, Object> getMetaData() {
        return check.getMetaData();
    }
}
