package dev.mediahook.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says when to leave a host alone: while the host asks for it, and while the host fails, so that a dead host does not
 * occupy all workers.
 */
final class HostLimits {

    private static final int MOST_HOSTS = 10_000;
    private static final int FAILURES_IN_A_ROW = 10;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);
    /**
     * If a host wants fewer requests, a transfer waits up to this long and keeps its place. Beyond it, the event is
     * retried.
     */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** One answer can't hold back all media on a host for longer than this. */
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(1);

    private final LoadingCache<String, Host> hosts = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterAccess(Duration.ofHours(1))
            .executor(Runnable::run)
            .build(host -> new Host(
                    CircuitBreaker.builder()
                            .withFailureThreshold(FAILURES_IN_A_ROW)
                            .withDelay(OPEN_FOR)
                            .build(),
                    new AtomicLong(System.nanoTime())));

    /**
     * What is known of one host.
     *
     * @param quietUntil the {@link System#nanoTime} until which the host asked to be left alone
     */
    record Host(CircuitBreaker<Object> breaker, AtomicLong quietUntil) {

        void succeeded() {
            breaker.recordSuccess();
        }

        void failed() {
            breaker.recordFailure();
        }

        /** Stops all requests to the host for a while. */
        void quietFor(Duration wait) {
            Duration quiet = wait.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : wait;
            long until = System.nanoTime() + quiet.toNanos();
            quietUntil.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
        }

        /** How much longer to leave the host alone. */
        Duration quiet() {
            return Duration.ofNanos(Math.max(0, quietUntil.get() - System.nanoTime()));
        }
    }

    Host of(String host) {
        return hosts.get(host);
    }

    /** How long to leave a host alone, if that is too long to wait here; empty if a transfer may begin. */
    Optional<Duration> refusedFor(String host) {
        Duration quiet = hosts.get(host).quiet();
        if (quiet.compareTo(LONGEST_WAIT) > 0) {
            return Optional.of(quiet);
        }
        CircuitBreaker<Object> breaker = hosts.get(host).breaker();
        return breaker.tryAcquirePermit() ? Optional.empty() : Optional.of(breaker.getRemainingDelay());
    }
}
