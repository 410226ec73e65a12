package dev.mediahook.receive;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets the first few of many alike events into the log: what strangers can cause at will must not fill a disk. */
public final class LogSample {

    private final int lines;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private boolean begun;
    private long since;
    private int written;
    private long leftOut;

    /**
     * @param lines at most in each period
     */
    public LogSample(int lines, long periodNanos, LongSupplier nanoTime) {
        this.lines = lines;
        this.periodNanos = periodNanos;
        this.nanoTime = nanoTime;
    }

    /** Whether this event gets a line; then how many got none since the last that did. */
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
