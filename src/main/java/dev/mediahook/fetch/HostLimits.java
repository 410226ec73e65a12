package dev.mediahook.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much is fetched at once, from one host and in all, and a circuit breaker for each host, so that a dead one does not
 * eat the workers.
 */
final class HostLimits {

    private static final int MOST_HOSTS = 10_000;
    private static final int FAILURES_IN_A_ROW = 10;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);
    /** Up to here a transfer keeps its place while its host wants fewer requests; beyond it the event is tried again. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** One answer keeps the media of all events on a host waiting no longer than this. */
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(1);

    private final Semaphore overall;
    private final LoadingCache<String, Host> hosts;

    /**
     * @param quietUntil in nanoseconds of {@link System#nanoTime}: until when the host asked to be left alone
     */
    private record Host(Semaphore transfers, CircuitBreaker<Object> breaker, AtomicLong quietUntil) {

        Duration quiet() {
            return Duration.ofNanos(Math.max(0, quietUntil.get() - System.nanoTime()));
        }
    }

    /** The right to make one transfer. */
    static final class Permit implements AutoCloseable {

        private final Host host;
        private final Semaphore overall;

        private Permit(Host host, Semaphore overall) {
            this.host = host;
            this.overall = overall;
        }

        void succeeded() {
            host.breaker().recordSuccess();
        }

        void failed() {
            host.breaker().recordFailure();
        }

        /** Keeps everybody from asking the host for a while. */
        void quietFor(Duration wait) {
            Duration quiet = wait.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : wait;
            long until = System.nanoTime() + quiet.toNanos();
            host.quietUntil().accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
        }

        /** How long to leave the host alone yet. */
        Duration quiet() {
            return host.quiet();
        }

        @Override
        public void close() {
            overall.release();
            host.transfers().release();
        }
    }

    HostLimits(int perHost, int overall) {
        this.overall = new Semaphore(overall, true);
        this.hosts = Caffeine.newBuilder()
                .maximumSize(MOST_HOSTS)
                .expireAfterAccess(Duration.ofHours(1))
                .build(host -> new Host(
                        new Semaphore(perHost, true),
                        CircuitBreaker.builder()
                                .withFailureThreshold(FAILURES_IN_A_ROW)
                                .withDelay(OPEN_FOR)
                                .build(),
                        new AtomicLong(System.nanoTime())));
    }

    /** How long to stay away from a host, where that is too long to wait here; empty where a transfer may begin. */
    Optional<Duration> refusedFor(String host) {
        Duration quiet = hosts.get(host).quiet();
        if (quiet.compareTo(LONGEST_WAIT) > 0) {
            return Optional.of(quiet);
        }
        CircuitBreaker<Object> breaker = hosts.get(host).breaker();
        return breaker.tryAcquirePermit() ? Optional.empty() : Optional.of(breaker.getRemainingDelay());
    }

    /** Waits for a turn, at the host first: whoever waits there holds nothing that others need. */
    Optional<Permit> acquire(String host, Duration patience) throws InterruptedException {
        Host limits = hosts.get(host);
        long end = System.nanoTime() + patience.toNanos();
        if (!limits.transfers().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        boolean acquired = false;
        try {
            acquired = overall.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!acquired) {
                limits.transfers().release();
            }
        }
        return acquired ? Optional.of(new Permit(limits, overall)) : Optional.empty();
    }
}
