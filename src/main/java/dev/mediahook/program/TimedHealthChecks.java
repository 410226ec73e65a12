package dev.mediahook.program;

import dev.mediahook.work.NamedThreads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;

/**
 * Camel's health checks, none of which can hold up an answer. The management server works on one call after the other:
 * if a readiness check takes long, such as Camel's check of a Kafka consumer whose broker does not answer, liveness
 * waits for it too, and a supervisor would restart the program for nothing. Mediahook's own checks answer in time.
 */
final class TimedHealthChecks extends DefaultHealthCheckRegistry {

    /** At most one thread for each check, and most of the time one for all. An idle thread ends by itself. */
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreads("mediahook-health-"));

    private final Map<HealthCheck, TimedCheck> timed = new ConcurrentHashMap<>();

    /** Gives a context these checks. */
    static void use(CamelContext context) {
        TimedHealthChecks checks = new TimedHealthChecks();
        checks.setCamelContext(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, checks);
    }

    @Override
    public Stream<HealthCheck> stream() {
        List<HealthCheck> all = super.stream().toList();
        timed.keySet().retainAll(all);
        return all.stream()
                .map(check -> "mediahook".equals(check.getGroup())
                        ? check
                        : timed.computeIfAbsent(check, added -> new TimedCheck(added, threads, System::nanoTime)));
    }

    /** The check itself: Camel casts some checks to their classes. */
    @Override
    public Optional<HealthCheck> getCheck(String id) {
        return super.getCheck(id).map(check -> check instanceof TimedCheck one ? one.untimed() : check);
    }
}
