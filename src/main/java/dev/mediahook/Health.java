package dev.mediahook;

import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseProbe;
import dev.mediahook.inbox.Dispatcher;
import dev.mediahook.observe.DiskProbe;
import dev.mediahook.observe.ListeningProbe;
import dev.mediahook.observe.Probe;
import dev.mediahook.observe.TimedProbe;
import dev.mediahook.sender.Senders;
import dev.mediahook.store.WatchedStore;
import dev.mediahook.work.WorkThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck.Kind;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.PropertiesComponent;
import org.jspecify.annotations.Nullable;

/** Mediahook's health checks. Liveness depends on its threads only, readiness on what deliveries need. */
final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration STANDING_STILL = Duration.ofSeconds(15);
    private static final long LEAST_FREE_BYTES = 64L << 20;

    private final @Nullable HealthCheckRegistry registry;
    private final Probe database;
    private final Dispatcher dispatcher;
    private final WorkThreads threads;
    private final List<Probe> servers;

    private Health(CamelContext context, Probe database, Dispatcher dispatcher, WorkThreads threads) {
        this.registry = HealthCheckRegistry.get(context);
        this.database = database;
        this.dispatcher = dispatcher;
        this.threads = threads;
        this.servers = Stream.of("camel.server", "camel.management")
                .flatMap(prefix -> server(context, prefix).stream())
                .toList();
    }

    /** Registers the checks. */
    static Health of(
            CamelContext context,
            Settings settings,
            Database database,
            Dispatcher dispatcher,
            WatchedStore store,
            Senders senders,
            WorkThreads threads) {
        Probe answering = new TimedProbe("database", new DatabaseProbe(database)::fault, PATIENCE, threads.calls());
        Health health = new Health(context, answering, dispatcher, threads);
        health.register(ProbeCheck.whole("threads", Kind.LIVENESS, health::missingThreads));
        health.register(ProbeCheck.whole("database", Kind.READINESS, answering));
        health.register(ProbeCheck.whole("inbox", Kind.READINESS, health::standingStill));
        health.register(ProbeCheck.whole("servers", Kind.READINESS, health::deafServers));
        health.register(ProbeCheck.whole("disk", Kind.READINESS, new DiskProbe(settings.dataDir(), LEAST_FREE_BYTES)));
        // Media that could not be stored are retried; refusing deliveries meanwhile would help nobody.
        health.register(ProbeCheck.degraded("store", store::fault));
        health.register(ProbeCheck.degraded("senders", () -> broken(senders)));
        return health;
    }

    /** Why the program is not ready; empty if it is. */
    Optional<String> notReady() {
        return deafServers().or(this::standingStill).or(database::fault);
    }

    /** The senders whose route files can't be used; the others are served. */
    private static Optional<String> broken(Senders senders) {
        return Optional.of(senders.broken().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(sender -> "sender=" + sender.getKey() + " " + sender.getValue())
                        .collect(Collectors.joining("; ")))
                .filter(faults -> !faults.isEmpty());
    }

    private Optional<String> missingThreads() {
        return Optional.of(String.join(", ", threads.loops().heartbeats().missing()))
                .filter(missing -> !missing.isEmpty());
    }

    private Optional<String> standingStill() {
        Optional<Duration> since = dispatcher.sinceLastGoodTurn();
        return since.isEmpty()
                ? Optional.of("has not begun")
                : since.filter(still -> still.compareTo(STANDING_STILL) > 0)
                        .map(still -> "gave out nothing for " + still.toSeconds() + "s");
    }

    private Optional<String> deafServers() {
        return servers.stream().flatMap(server -> server.fault().stream()).findFirst();
    }

    /** A probe of a server, if this context is configured to open it. */
    private static Optional<Probe> server(CamelContext context, String prefix) {
        PropertiesComponent properties = context.getPropertiesComponent();
        boolean opened = properties
                .resolveProperty(prefix + ".enabled")
                .filter(Boolean::parseBoolean)
                .isPresent();
        return opened
                ? properties
                        .resolveProperty(prefix + ".port")
                        .map(port -> new ListeningProbe(
                                properties.resolveProperty(prefix + ".host").orElse("0.0.0.0"), Integer.parseInt(port)))
                : Optional.empty();
    }

    private void register(ProbeCheck check) {
        if (registry != null) {
            registry.register(check);
        }
    }
}
