package dev.mediahook;

import dev.mediahook.log.EventLog;
import dev.mediahook.config.GivenPropertiesComponent;
import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.Settings;
import dev.mediahook.receive.vertx.BoundedTransport;
import dev.mediahook.work.Heartbeats;
import dev.mediahook.work.Loops;
import dev.mediahook.work.WorkThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The stand-alone program as a Camel Main application. */
final class Gateway extends MainListenerSupport {

    private static final Logger LOG = EventLog.of(Mediahook.class);

    /** Longer than the database may take for everything that one turn of a loop does. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Neither a configuration's fault, nor an end that somebody asked for. */
    private static final int CANT_GO_ON = 3;

    private final Main main = new GivenMain();
    private final RouteFiles routeFiles = RouteFiles.in(Path.of("routes"));
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Heartbeats heartbeats = new Heartbeats(STUCK_AFTER);
    private @Nullable WorkThreads threads;
    private @Nullable StartCheck check;
    private @Nullable InUse inUse;
    private @Nullable Wiring wiring;
    private @Nullable Vertx vertx;

    /**
     * @param overrides properties that win over every file
     */
    Gateway(Map<String, String> overrides) {
        main.setPropertyPlaceholderLocations(
                "classpath:mediahook/application.properties,classpath:mediahook/program.properties");
        ports().forEach(main::addOverrideProperty);
        overrides.forEach(main::addOverrideProperty);
        routeFiles.checkPaths();
        main.addInitialProperty("camel.main.routesIncludePattern", routeFiles.pattern());
        main.addMainListener(this);
        // Else the SDK adds a trailing checksum to every upload, which S3-compatible stores refuse.
        System.getProperties().putIfAbsent("aws.requestChecksumCalculation", "WHEN_REQUIRED");
        System.getProperties().putIfAbsent("aws.responseChecksumValidation", "WHEN_REQUIRED");
    }

    /** Camel reads no variable whose name ends in _PORT, since container platforms set such. */
    private static Map<String, String> ports() {
        Map<String, String> ports = new TreeMap<>();
        Map.of("camel.server.port", "CAMEL_SERVER_PORT", "camel.management.port", "CAMEL_MANAGEMENT_PORT")
                .forEach((property, variable) -> {
                    String value = System.getenv(variable);
                    if (value != null && !value.isBlank() && System.getProperty(property) == null) {
                        ports.put(property, value);
                    }
                });
        return ports;
    }

    /** Camel's, but that our properties' values are what was given. */
    private static final class GivenMain extends Main {

        @Override
        protected CamelContext createCamelContext() {
            CamelContext context = super.createCamelContext();
            ((AbstractCamelContext) context)
                    .setPropertiesComponent(new GivenPropertiesComponent(Path.of("application.properties")));
            return context;
        }
    }

    Main main() {
        return main;
    }

    @Override
    public void beforeConfigure(BaseMainSupport support) {
        CamelContext context = support.getCamelContext();
        Set<String> senders = senders(context);
        Set<String> names = propertyNames(context);
        names.addAll(KnownProperties.all(senders));
        StartCheck checked = new StartCheck(context, names);
        Settings settings = checked.settings(senders);
        Ports.check(context);
        WorkThreads working = WorkThreads.of(settings.threads(), new Loops(heartbeats, Gateway::end));
        threads = working;
        Wiring rooms = new Wiring(settings, meters, new SecureRandom(), Clock.systemUTC(), working);
        wiring = rooms;
        check = checked;
        inUse = new InUse(settings, routeFiles);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                rooms.http().stopTaking();
            }

            @Override
            public void onContextStopped(CamelContext stopped) {
                stopped();
            }
        });
        try {
            context.addStartupListener(this::started);
            bindVertx(context, rooms.http());
            rooms.bind(context, routeFiles);
        } catch (Exception failure) {
            throw new IllegalStateException("the routes can't be set up: " + failure.getMessage(), failure);
        }
    }

    /** Of the route files, and those that a property names: senders of Java routes are not known before these start. */
    private Set<String> senders(CamelContext context) {
        Set<String> senders = new TreeSet<>(routeFiles.senders());
        senders.addAll(KnownProperties.senders(propertyNames(context)));
        return senders;
    }

    private static Set<String> propertyNames(CamelContext context) {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(context.getPropertiesComponent().loadProperties().stringPropertyNames());
        return names;
    }

    private void warnOfUnknownProperties(CamelContext context) {
        Set<String> names = propertyNames(context);
        if (names.contains(Mediahook.LOG_LEVEL) && System.getProperty(Mediahook.LOG_LEVEL) == null) {
            LOG.warn("property={} has no effect in a file: give it as -D, or in the environment", Mediahook.LOG_LEVEL);
        }
        System.getenv().keySet().stream()
                .filter(name -> name.indexOf('.') < 0 && name.indexOf('_') > 0)
                .forEach(names::add);
        KnownProperties.unknown(names, routeFiles.texts(), routeFiles.senders(), sender -> hasRoute(context, sender))
                .forEach(unknown -> LOG.warn("property {}", unknown.remark()));
    }

    /** Of a Java route there is no text to look at. */
    private static boolean hasRoute(CamelContext context, String sender) {
        return context.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri())
                .anyMatch(uri -> uri.matches("(?s)(.*[/:])?" + sender + "([/?].*)?"));
    }

    /** At once, without what else is done at an end: what was acknowledged is on disk, and the rest can't be trusted. */
    private static void end(String thread, Throwable failure) {
        LOG.error("thread={} can't go on, the program ends error={}", thread, failure.toString());
        Runtime.getRuntime().halt(CANT_GO_ON);
    }

    /** One Vert.x for both servers; its workers serve health, metrics, and routes that take no raw bodies. */
    private void bindVertx(CamelContext context, HttpSide http) {
        VertxOptions options = new VertxOptions()
                .setWorkerPoolSize(4)
                .setEventLoopPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
        vertx = BoundedTransport.vertx(options, http.mostAccepted());
        context.getRegistry().bind("vertx", vertx);
    }

    private void started(CamelContext context, boolean alreadyStarted) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            meters.add(registry);
        }
        if (check != null) {
            check.served();
            check.remarks(remark -> LOG.warn("property {}", remark));
        }
        if (inUse != null) {
            LOG.info("{}", inUse.line());
        }
        if (wiring != null) {
            wiring.start();
            wiring.http().open();
        }
        warnOfUnknownProperties(context);
        routeFiles
                .states(context, sender -> false)
                .forEach(sender -> LOG.info(
                        sender.on() ? "sender={} on at /webhooks/{}" : "sender={} off: {} turns it on",
                        sender.name(),
                        sender.on() ? sender.name() : sender.switchedOnBy()));
        sayWhenReady(context);
    }

    /** What senders and platforms wait for is said when it is true. */
    private void sayWhenReady(CamelContext context) {
        if (wiring == null || threads == null) {
            return;
        }
        Optional<String> fault = wiring.notReady();
        if (fault.isEmpty()) {
            LOG.info(
                    "ready after {} ms port={} management-port={}",
                    ManagementFactory.getRuntimeMXBean().getUptime(),
                    context.resolvePropertyPlaceholders("{{camel.server.port}}"),
                    context.resolvePropertyPlaceholders("{{camel.management.port}}"));
        } else {
            LOG.debug("not ready yet: {}", fault.get());
            threads.schedule().once("ready", LOOK_AGAIN, () -> sayWhenReady(context));
        }
    }

    private void stopped() {
        if (wiring != null) {
            try {
                wiring.close();
            } catch (IOException failure) {
                LOG.warn("closing failed error={}", failure.toString());
            }
        }
        if (threads != null) {
            threads.close();
        }
        if (vertx != null) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        }
    }
}
