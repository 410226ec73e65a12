package dev.mediahook.work;

import dev.mediahook.log.EventLog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * A thread that takes turn after turn. If a turn throws, one line is logged and the next turn follows. The thread ends
 * only after a failure that nothing survives, or if an Error fails turn after turn; its heartbeat is then missed.
 */
public final class Loop {

    private static final Logger LOG = EventLog.of(Loop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** About half a minute with the pauses: memory that is short for longer will not come back. */
    private static final int MOST_ERRORS_IN_A_ROW = 20;

    private final BooleanSupplier goesOn;
    private final Turn turn;
    private final Heartbeat heartbeat;
    private final Ending ending;
    private final Thread thread;
    private int errorsInARow;

    /** One turn of a loop. It ends within a second, unless what it waits for is stuck. */
    @FunctionalInterface
    public interface Turn {
        void take() throws Exception;
    }

    Loop(String name, BooleanSupplier goesOn, Turn turn, Heartbeat heartbeat, Ending ending) {
        this.goesOn = goesOn;
        this.turn = turn;
        this.heartbeat = heartbeat;
        this.ending = ending;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Takes turns from here on. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (goesOn.getAsBoolean()) {
            heartbeat.beat();
            try {
                turn.take();
                errorsInARow = 0;
            } catch (Throwable failure) {
                if (!goesOnAfter(failure)) {
                    // The heartbeat stays, so that liveness misses the thread if the process outlives it.
                    return;
                }
            }
        }
        heartbeat.stop();
    }

    private boolean goesOnAfter(Throwable failure) {
        try {
            if (failure instanceof InterruptedException || !goesOn.getAsBoolean()) {
                return true;
            }
            errorsInARow = failure instanceof Error ? errorsInARow + 1 : 0;
            if (!Ending.survivable(failure) || errorsInARow >= MOST_ERRORS_IN_A_ROW) {
                ending.end(thread.getName(), failure);
                return false;
            }
            LOG.error("thread={} turn failed, goes on error={}", thread.getName(), failure);
            LOG.debug("thread={} turn failed", thread.getName(), failure);
        } catch (Throwable again) {
            // Memory is too short even for the log line: the pause may help.
            errorsInARow++;
        }
        long pause = FIRST_PAUSE.toNanos() << errorsInARow;
        LockSupport.parkNanos(Math.min(pause, LONGEST_PAUSE.toNanos()));
        return true;
    }

    /** Interrupts the waiting of the current turn. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Waits for the last turn. */
    public void join(Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
    }
}
