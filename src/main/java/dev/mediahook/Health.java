package dev.mediahook;

import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseProbe;
import dev.mediahook.inbox.Dispatcher;
import dev.mediahook.inbox.WatchedKeeper;
import dev.mediahook.observe.DiskProbe;
import dev.mediahook.observe.ListeningProbe;
import dev.mediahook.observe.Probe;
import dev.mediahook.observe.TimedProbe;
import dev.mediahook.sender.Senders;
import dev.mediahook.store.WatchedStore;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck.Kind;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** Mediahook's health checks. Liveness depends on its threads only, readiness on what deliveries need. */
final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** In seconds. */
    private static final int STANDING_STILL = 15;

    private static final long LEAST_FREE_BYTES = 64L << 20;

    private final @Nullable HealthCheckRegistry registry;
    private final Probe database;
    private final Dispatcher dispatcher;
    private final WorkThreads threads;
    private final List<Probe> servers = new ArrayList<>();

    private Health(CamelContext context, Probe database, Dispatcher dispatcher, WorkThreads threads) {
        this.registry = HealthCheckRegistry.get(context);
        this.database = database;
        this.dispatcher = dispatcher;
        this.threads = threads;
        add(context, "camel.server");
        add(context, "camel.management");
    }

    /** Registers the checks. */
    static Health of(
            CamelContext context,
            Settings settings,
            Database database,
            Dispatcher dispatcher,
            WatchedStore store,
            Senders senders,
            WorkThreads threads,
            WatchedKeeper keeper) {
        Probe answering = timed("database", new DatabaseProbe(database)::fault, threads);
        Health health = new Health(context, answering, dispatcher, threads);
        health.register(ProbeCheck.whole("threads", Kind.LIVENESS, health::missingThreads));
        health.register(ProbeCheck.whole("database", Kind.READINESS, answering));
        health.register(ProbeCheck.whole("inbox", Kind.READINESS, health::standingStill));
        health.register(ProbeCheck.whole("deliveries", Kind.READINESS, keeper::fault));
        health.register(ProbeCheck.whole("broker", Kind.READINESS, () -> lostBroker(context)));
        health.register(ProbeCheck.whole("servers", Kind.READINESS, health::deafServers));
        health.register(ProbeCheck.whole("disk", Kind.READINESS, room("disk", settings.dataDir(), threads)));
        // Media that could not be fetched or stored are retried; refusing deliveries meanwhile would help nobody.
        health.register(ProbeCheck.degraded("parts", room("parts", MediaSide.parts(settings), threads)));
        health.register(ProbeCheck.degraded("store", store::fault));
        health.register(ProbeCheck.degraded("senders", () -> broken(senders)));
        return health;
    }

    private static Probe room(String name, Path folder, WorkThreads threads) {
        return timed(name, new DiskProbe(folder, LEAST_FREE_BYTES), threads);
    }

    private static Probe timed(String name, Probe probe, WorkThreads threads) {
        return new TimedProbe(name, probe, PATIENCE, threads.calls());
    }

    /** Why the program is not ready; empty if it is. */
    Optional<String> notReady() {
        return deafServers().or(this::standingStill).or(database::fault);
    }

    /** The senders whose route files can't be used, or are gone. */
    private static Optional<String> broken(Senders senders) {
        StringJoiner faults = new StringJoiner("; ");
        Map<String, String> all = new TreeMap<>(senders.outdated());
        all.putAll(senders.broken());
        all.forEach((sender, fault) -> faults.add("sender=" + sender + " " + fault));
        return faults.length() == 0 ? Optional.empty() : Optional.of(faults.toString());
    }

    /** Camel asks a consumer of Kafka about its broker, but knows of one of JMS only whether it was started. */
    private static Optional<String> lostBroker(CamelContext context) {
        Route route = context.getRoute("mediahook-from-jms");
        if (route == null || !ServiceHelper.isStarted(route.getConsumer())) {
            return Optional.empty();
        }
        BeanIntrospection beans = PluginHelper.getBeanIntrospection(context);
        Object container = beans.getOrElseProperty(route.getConsumer(), "listenerContainer", "", false);
        return Boolean.TRUE.equals(beans.getOrElseProperty(container, "recovering", "", false))
                ? Optional.of("the consumer has no connection to the broker")
                : Optional.empty();
    }

    private Optional<String> missingThreads() {
        String missing = String.join(", ", threads.loops().heartbeats().missing());
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
    }

    private Optional<String> standingStill() {
        Optional<Duration> since = dispatcher.sinceLastGoodTurn();
        if (since.isEmpty()) {
            return Optional.of("has not begun");
        }
        long seconds = since.get().toSeconds();
        return seconds > STANDING_STILL ? Optional.of("gave out nothing for " + seconds + "s") : Optional.empty();
    }

    private Optional<String> deafServers() {
        for (Probe server : servers) {
            Optional<String> fault = server.fault();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Adds a probe of a server, if this context is configured to open it. */
    private void add(CamelContext context, String prefix) {
        PropertiesComponent properties = context.getPropertiesComponent();
        Optional<String> port = properties.resolveProperty(prefix + ".port");
        if (Boolean.parseBoolean(properties.resolveProperty(prefix + ".enabled").orElse("")) && port.isPresent()) {
            servers.add(new ListeningProbe(
                    properties.resolveProperty(prefix + ".host").orElse("0.0.0.0"), Integer.parseInt(port.get())));
        }
    }

    private void register(ProbeCheck check) {
        if (registry != null) {
            registry.register(check);
        }
    }
}
