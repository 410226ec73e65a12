package dev.mediahook.work;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The load of the processors of this machine, or of the container around the program. */
public final class CpuLoad {

    /** From this load on, work that can wait would slow down work that can't. */
    private static final double HIGH = 0.75;

    /** A measurement covers the time since the last one; a shorter time says little. */
    private static final long MEASURE_NANOS = Duration.ofMillis(100).toNanos();

    private final DoubleSupplier load;
    private final LongSupplier nanoTime;
    private long measured;
    private boolean high;

    /**
     * @param load the share of the processors in use since the last call, 0 to 1; any other value if unknown
     */
    CpuLoad(DoubleSupplier load, LongSupplier nanoTime) {
        this.load = load;
        this.nanoTime = nanoTime;
        this.measured = nanoTime.getAsLong() - MEASURE_NANOS;
    }

    /** The load of this machine, whatever causes it. */
    public static CpuLoad ofThisMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? new CpuLoad(system::getCpuLoad, System::nanoTime)
                : new CpuLoad(() -> Double.NaN, System::nanoTime);
    }

    /** Whether at least three quarters of the processors were in use lately; also true if that is unknown. */
    public synchronized boolean isHigh() {
        long now = nanoTime.getAsLong();
        if (now - measured >= MEASURE_NANOS) {
            measured = now;
            double used = load.getAsDouble();
            high = !(used >= 0 && used < HIGH);
        }
        return high;
    }
}
