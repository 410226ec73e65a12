package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.api.ApiToken;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.receive.RawBodyEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-alone program as a Camel Main application. */
public final class Gateway extends MainListenerSupport {

    /** Read by the log before any file is. */
    static final String LOG_LEVEL = "mediahook.log.level";

    private static final Logger LOG = LoggerFactory.getLogger(Mediahook.class);

    private final Main main = new Main();
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private @Nullable Vertx vertx;

    /**
     * @param overrides properties that win over every file
     */
    public Gateway(Map<String, String> overrides) {
        main.setPropertyPlaceholderLocations(
                "file:application.properties;optional=true,classpath:mediahook/application.properties,"
                        + "classpath:mediahook/program.properties");
        ports().forEach(main::addOverrideProperty);
        overrides.forEach(main::addOverrideProperty);
        main.addMainListener(this);
        // A sender in Java comes as a jar in the folder lib.
        ServiceLoader.load(RoutesBuilder.class).forEach(main.configure()::addRoutesBuilder);
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

    public Main main() {
        return main;
    }

    @Override
    public void beforeConfigure(BaseMainSupport support) {
        CamelContext context = support.getCamelContext();
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                stopped();
            }
        });
        try {
            Settings settings = Settings.read(context.getPropertiesComponent()::resolveProperty, Set.of());
            bindServer(context, settings);
            Mediahook.in(context)
                    .allSenders()
                    .routes(RouteFolder.files(Path.of("routes")))
                    .meters(meters)
                    .install();
            context.addStartupListener(new StartupListener() {
                @Override
                public void onCamelContextStarted(CamelContext starting, boolean alreadyStarted) {
                    addMeters(starting);
                }

                @Override
                public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
                    ready(started);
                }
            });
        } catch (SettingsFault fault) {
            throw fault;
        } catch (Exception failure) {
            throw new IllegalStateException("the routes can't be set up: " + failure.getMessage(), failure);
        }
    }

    private void addMeters(CamelContext context) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            meters.add(registry);
        }
    }

    private static void ready(CamelContext context) {
        Properties properties = context.getPropertiesComponent().loadProperties();
        if (properties.containsKey(LOG_LEVEL) && System.getProperty(LOG_LEVEL) == null) {
            LOG.warn("property={} has no effect in a file: give it as -D, or in the environment", LOG_LEVEL);
        }
        LOG.info(
                "ready after {} ms port={} management-port={}",
                ManagementFactory.getRuntimeMXBean().getUptime(),
                context.resolvePropertyPlaceholders("{{camel.server.port}}"),
                context.resolvePropertyPlaceholders("{{camel.management.port}}"));
    }

    /** One Vert.x for both servers, with as many workers as deliveries may be worked on at once. */
    private void bindServer(CamelContext context, Settings settings) {
        vertx = Vertx.vertx(new VertxOptions()
                .setWorkerPoolSize(settings.webhook().workers())
                .setEventLoopPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        context.getRegistry().bind("vertx", vertx);
        ApiToken token = new ApiToken(settings.api().token());
        context.getRegistry()
                .bind(
                        PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                        new RawBodyEngine(
                                request -> limit(settings, token, request),
                                settings.webhook().queue(),
                                settings.webhook().bodyTimeout()));
    }

    private static int limit(Settings settings, ApiToken token, HttpServerRequest request) {
        return request.path().startsWith("/api/") && token.opens(request.getHeader("Authorization"))
                ? settings.api().maxBodyBytes()
                : settings.webhook().maxBodyBytes();
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
