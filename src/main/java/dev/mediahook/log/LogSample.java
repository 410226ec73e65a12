package dev.mediahook.log;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

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

    /**
     * Warns of an event, unless there were too many of them. The line ends with the number of events that have got none since
     * the last line.
     *
     * @param message with a place for each field
     */
    public void warn(Logger log, String message, Object... fields) {
        long leftOutBefore = next();
        if (leftOutBefore >= 0) {
            Object[] all = Arrays.copyOf(fields, fields.length + 1);
            all[fields.length] = leftOutBefore;
            log.warn(message + " more-since-the-last-line={}", all);
        }
    }

    /** If this event gets a line: how many events got none since the last line. Negative if it gets no line. */
    synchronized long next() {
        long now = nanoTime.getAsLong();
        if (!begun || now - since >= periodNanos) {
            begun = true;
            since = now;
            written = 0;
        }
        if (written == lines) {
            leftOut++;
            return -1;
        }
        written++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
