package dev.mediahook.work;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Whether this machine, or the container around the program, has a processor left for work that can wait. */
public final class CpuLoad {

    /** Above this load, work that can wait would slow down work that can't. */
    private static final double SHORT = 0.75;

    /** A measurement covers the time since the last one; a shorter time says little. */
    private static final long MEASURE_NANOS = Duration.ofMillis(100).toNanos();

    private final DoubleSupplier load;
    private final LongSupplier nanoTime;
    private long measured;
    private boolean shortage;

    /**
     * @param load the share of the processors in use since the last call, 0 to 1; any other value if unknown
     */
    CpuLoad(DoubleSupplier load, LongSupplier nanoTime) {
        this.load = load;
        this.nanoTime = nanoTime;
        this.measured = nanoTime.getAsLong() - MEASURE_NANOS;
    }

    /** The processors of this machine, whatever uses them. */
    public static CpuLoad ofThisMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? new CpuLoad(system::getCpuLoad, System::nanoTime)
                : new CpuLoad(() -> Double.NaN, System::nanoTime);
    }

    /** Whether at least three quarters of the processors were in use lately; also true if that is unknown. */
    public synchronized boolean areShort() {
        long now = nanoTime.getAsLong();
        if (now - measured >= MEASURE_NANOS) {
            measured = now;
            double used = load.getAsDouble();
            shortage = !(used >= 0 && used < SHORT);
        }
        return shortage;
    }
}
