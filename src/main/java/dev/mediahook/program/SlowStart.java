package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.log.EventLog;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Says from time to time that the start is not over, and which step takes so long. A disk or a server that does not
 * answer would otherwise leave a program that prints nothing.
 */
final class SlowStart implements Runnable {

    private static final Logger LOG = EventLog.of(Mediahook.class);
    private static final int SECONDS = 30;
    private static final String OURS = "dev.mediahook.";

    private final Thread starting;
    private final BooleanSupplier over;
    private int waited;

    /**
     * @param starting the thread on which the program starts
     * @param over whether the start is over
     */
    SlowStart(Thread starting, BooleanSupplier over) {
        this.starting = starting;
        this.over = over;
    }

    /** Looks in a while, and again until the start is over. */
    void watch() {
        CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(this);
    }

    @Override
    public void run() {
        if (over.getAsBoolean()) {
            return;
        }
        waited += SECONDS;
        LOG.warn("still starting seconds={} step={}", waited, step(starting.getStackTrace()));
        watch();
    }

    /** The innermost method of Mediahook's own, without its package. */
    static String step(StackTraceElement... stack) {
        return Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> frame.getClassName().replaceFirst(".*\\.", "") + "." + frame.getMethodName())
                .orElse("unknown");
    }
}
