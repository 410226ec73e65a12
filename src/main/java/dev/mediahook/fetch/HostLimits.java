package dev.mediahook.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much is fetched at once, from one host and in all, and a circuit breaker for each host, so that a dead one does not
 * eat the workers.
 */
final class HostLimits {

    private static final int MOST_HOSTS = 10_000;
    private static final int FAILURES_IN_A_ROW = 10;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private final Semaphore overall;
    private final LoadingCache<String, Host> hosts;

    private record Host(Semaphore transfers, CircuitBreaker<Object> breaker) {}

    /** The right to make one transfer. */
    record Permit(Semaphore host, Semaphore overall, CircuitBreaker<Object> breaker) implements AutoCloseable {

        void succeeded() {
            breaker.recordSuccess();
        }

        void failed() {
            breaker.recordFailure();
        }

        @Override
        public void close() {
            overall.release();
            host.release();
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
                                .build()));
    }

    /** How long the breaker of a host stays open, or nothing where it lets a transfer through. */
    Optional<Duration> refusedFor(String host) {
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
        return acquired ? Optional.of(new Permit(limits.transfers(), overall, limits.breaker())) : Optional.empty();
    }
}
