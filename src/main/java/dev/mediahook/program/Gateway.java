package dev.mediahook.program;

import dev.mediahook.Installation;
import dev.mediahook.Mediahook;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.log.EventLog;
import dev.mediahook.observe.Meters;
import dev.mediahook.program.server.BoundedTransport;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupListener;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The stand-alone program as a Camel Main application. */
public final class Gateway extends MainListenerSupport {

    /** The properties files in the jar; a user's own values win over theirs. */
    static final String PROPERTIES =
            "classpath:mediahook/application.properties,classpath:mediahook/program.properties";

    private static final Logger LOG = EventLog.of(Mediahook.class);

    /** The exit code of an end that is neither a fault of the configuration nor one that somebody asked for. */
    private static final int CANT_GO_ON = 3;

    private final Main main = new GivenMain();
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final @Nullable Rehearsal rehearsal;
    private @Nullable Vertx vertx;

    /**
     * @param overrides properties that win over everything that a user gives
     */
    public Gateway(Map<String, String> overrides) {
        this(overrides, null);
    }

    /**
     * @param rehearsal null for the program itself
     */
    Gateway(Map<String, String> overrides, @Nullable Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
        main.setPropertyPlaceholderLocations(PROPERTIES);
        ports().forEach(main::addOverrideProperty);
        overrides.forEach(main::addOverrideProperty);
        main.addMainListener(this);
        // A sender that is written in Java comes as a jar in the folder lib.
        ServiceLoader.load(RoutesBuilder.class).forEach(main.configure()::addRoutesBuilder);
        // Otherwise the SDK adds a trailing checksum to every upload, which S3-compatible stores refuse.
        System.getProperties().putIfAbsent("aws.requestChecksumCalculation", "WHEN_REQUIRED");
        System.getProperties().putIfAbsent("aws.responseChecksumValidation", "WHEN_REQUIRED");
    }

    /** Camel reads no variable whose name ends in _PORT, since container platforms set such variables. */
    static Map<String, String> ports() {
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

    /** Camel's own Main, except that the values of our properties are taken as given. */
    private static final class GivenMain extends Main {

        @Override
        protected CamelContext createCamelContext() {
            CamelContext context = super.createCamelContext();
            ((AbstractCamelContext) context)
                    .setPropertiesComponent(new GivenPropertiesComponent(Path.of("application.properties")));
            JarDirectoryScan.use(context);
            TimedHealthChecks.use(context);
            return context;
        }
    }

    public Main main() {
        return main;
    }

    @Override
    public void beforeConfigure(BaseMainSupport support) {
        CamelContext context = support.getCamelContext();
        try {
            StartCheck check = StartCheck.of(context, Clock.systemUTC());
            Settings settings = check.settings();
            if (rehearsal == null) {
                Ports.check(context);
            }
            if (settings.database().url().isEmpty()) {
                SqliteLibrary.load();
            }
            HttpSide http = new HttpSide(settings, new Meters(meters));
            bindVertx(context, http);
            Runnable traced = rehearsal == null ? Traces.of(context) : () -> {};
            closing(context, http, traced);
            HealthCheckRegistry.get(context).register(new OpenCheck(http.gate()));
            Rehearsal rehearsed = rehearsal;
            Path folder = Path.of("routes");
            String[] files =
                    settings.reload() && rehearsed == null ? RouteFolder.pattern(folder) : RouteFolder.files(folder);
            // Before Mediahook's own, which registers the sender of each route that comes.
            context.getCamelContextExtension()
                    .getContextPlugin(Model.class)
                    .addModelLifecycleStrategy(new RouteFileChecks(context, rehearsal != null));
            Installation installation = Mediahook.in(context).allSenders();
            Mediahook mediahook = (rehearsed == null ? installation : installation.allRoutes())
                    .routes(rehearsed == null ? files : rehearsed.prepare(context, files))
                    .meters(meters)
                    .alsoGiven(System.getenv().keySet().stream()
                            .filter(name -> name.indexOf('.') < 0 && name.indexOf('_') > 0)
                            .toList())
                    .onFatal(Gateway::end)
                    .install();
            Refusals refusals = context.getRegistry().findSingleByType(Refusals.class);
            http.bind(context.getRegistry(), cause -> refuse(refusals, cause));
            OwnDevConsole console = OwnDevConsole.of(context);
            Started started = new Started(mediahook, check, new InUse(settings, mediahook.routeFiles()), http);
            context.addStartupListener(new StartupListener() {
                @Override
                public void onCamelContextStarted(CamelContext starting, boolean alreadyStarted) {
                    addMeters(starting);
                }

                @Override
                public void onCamelContextFullyStarted(CamelContext running, boolean alreadyStarted) {
                    console.open();
                    if (rehearsed == null) {
                        started.tell(running);
                    } else {
                        rehearsed.ready(running, mediahook, check);
                    }
                }
            });
        } catch (SettingsFault fault) {
            throw fault;
        } catch (Exception failure) {
            throw new IllegalStateException("the routes can't be set up: " + failure.getMessage(), failure);
        }
    }

    private static void refuse(@Nullable Refusals refusals, RefusalCause cause) {
        if (refusals != null) {
            refusals.addUnrouted(cause);
        }
    }

    private void closing(CamelContext context, HttpSide http, Runnable traced) {
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                http.stopTaking();
                LOG.info(
                        "stopping: deliveries get 503, work under way has up to {} s",
                        stopping.getShutdownStrategy().getTimeout());
                http.awaitBodies(
                        Duration.ofSeconds(stopping.getShutdownStrategy().getTimeout()));
            }

            @Override
            public void onContextStopped(CamelContext stopped) {
                http.close();
                stopped();
                traced.run();
                boolean cutOff = stopped.getShutdownStrategy().isTimeoutOccurred();
                LOG.info("stopped{}", cutOff ? ": some work was cut off, the next start takes it up" : "");
            }
        });
    }

    private void addMeters(CamelContext context) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            meters.add(registry);
        }
    }

    /**
     * Ends at once, without the steps of a normal end: what was acknowledged is on disk, and the rest can't be trusted.
     */
    static void end(String thread, Throwable failure) {
        LOG.error("thread={} can't go on, the program ends error={}", thread, failure.toString());
        Runtime.getRuntime().halt(CANT_GO_ON);
    }

    /** One Vert.x for both servers. Its workers serve health, metrics, and routes that take no raw bodies. */
    private void bindVertx(CamelContext context, HttpSide http) {
        VertxOptions options = new VertxOptions()
                .setWorkerPoolSize(4)
                .setEventLoopPoolSize(HttpSide.EVENT_LOOPS)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
        vertx = BoundedTransport.vertx(options, http.mostAccepted(), http.firstHead());
        context.getRegistry().bind("vertx", vertx);
    }

    private void stopped() {
        if (vertx != null) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        }
    }
}
