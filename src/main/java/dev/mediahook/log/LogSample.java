package dev.mediahook.log;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets the first few of many similar events into the log: events that strangers can cause at will, or that an outage
 * repeats, must not fill a disk.
 */
public final class LogSample {

    private final int lines;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private boolean begun;
    private long since;
    private int written;
    private long leftOut;

    /**
     * @param lines the most lines in each period
     */
    public LogSample(int lines, long periodNanos, LongSupplier nanoTime) {
        this.lines = lines;
        this.periodNanos = periodNanos;
        this.nanoTime = nanoTime;
    }

    /** For the failures of something that Mediahook depends on: the first five in ten seconds. */
    public static LogSample ofFailures() {
        return new LogSample(5, TimeUnit.SECONDS.toNanos(10), System::nanoTime);
    }

    /** If this event gets a log line: how many events got none since the last line. Empty if it gets no line. */
    public synchronized OptionalLong next() {
        long now = nanoTime.getAsLong();
        if (!begun || now - since >= periodNanos) {
            begun = true;
            since = now;
            written = 0;
        }
        if (written == lines) {
            leftOut++;
            return OptionalLong.empty();
        }
        written++;
        long before = leftOut;
        leftOut = 0;
        return OptionalLong.of(before);
    }
}
