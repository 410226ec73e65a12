package dev.mediahook.program.server;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.receive.ChangingRoutes;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.vertx.Connections;
import dev.mediahook.receive.vertx.Gate;
import dev.mediahook.receive.vertx.ServerLimits;
import io.vertx.core.Future;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.vertx.common.VertxHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/**
 * Camel's Vert.x server, with limits on connections, heads and time. It also ends the start if its port is taken. Camel
 * 4.18's own server has no hook for either.
 */
final class LimitedHttpServer extends VertxPlatformHttpServer {

    private static final int BAD_REQUEST = 400;
    private static final long SWEEP_MILLIS = 500;

    /** An event loop runs a timer only after it has read what has arrived by then, however late both are. */
    private static final long FIRST_READ_MILLIS = 200;

    private final VertxPlatformHttpServerConfiguration configuration;
    private final ServerLimits limits;
    private final Gate gate;
    private final Consumer<RefusalCause> refused;
    private final Connections connections;
    private final int eventLoops;
    private final List<HttpServer> servers = new ArrayList<>();
    private @Nullable HttpServer server;
    private long sweep;

    LimitedHttpServer(
            VertxPlatformHttpServerConfiguration configuration,
            ServerLimits limits,
            Gate gate,
            Consumer<RefusalCause> refused,
            Consumer<String> closed,
            int eventLoops) {
        super(configuration);
        this.configuration = configuration;
        this.limits = limits;
        this.gate = gate;
        this.refused = refused;
        this.eventLoops = eventLoops;
        this.connections = new Connections(
                limits, System::nanoTime, closed, then -> getVertx().setTimer(FIRST_READ_MILLIS, past -> then.run()));
    }

    /** Null while the server does not listen. */
    @Override
    public @Nullable HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        return server == null ? configuration.getBindPort() : server.actualPort();
    }

    @Override
    protected void startServer() throws Exception {
        Router router = router();
        FrontHandler front = new FrontHandler(connections, gate, router, refused);
        // Otherwise Vert.x writes a log line for each of these, as many as a stranger likes.
        router.errorHandler(BAD_REQUEST, context -> front.refuseMalformed(context.request()));
        FailedRequest.answerAt(router);
        server = listen(front);
        servers.add(server);
        // Vert.x can share a port only if the port was given by its number.
        for (int more = 1; more < eventLoops && configuration.getBindPort() != 0; more++) {
            servers.add(listen(front));
        }
        sweep = getVertx().setPeriodic(SWEEP_MILLIS, now -> connections.sweep());
    }

    /** Each listening server has an event loop of its own; new connections go to the servers in turn. */
    private HttpServer listen(FrontHandler front) throws Exception {
        HttpServer made = getVertx()
                .createHttpServer(options())
                .connectionHandler(connection -> {
                    connections.opened(connection);
                    HalfClosed.allow(connection);
                })
                .invalidRequestHandler(front::refuseUnreadable)
                .exceptionHandler(broken -> {})
                .requestHandler(front);
        try {
            made.listen(configuration.getBindPort(), configuration.getBindHost())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            throw new SettingsFault(List.of(property() + "=" + configuration.getBindPort() + ": can't listen on "
                    + configuration.getBindHost() + " (" + reason(failure) + ")"));
        }
        return made;
    }

    @Override
    protected void stopServer() {
        if (servers.isEmpty()) {
            return;
        }
        getVertx().cancelTimer(sweep);
        getCamelContext().removeComponent(PlatformHttpConstants.PLATFORM_HTTP_COMPONENT_NAME);
        Future.join(servers.stream().map(HttpServer::close).toList())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        servers.clear();
        server = null;
    }

    private boolean mayServe(String path) {
        // Looked up by name: a search by type goes through the whole registry, which other threads may change
        // meanwhile.
        ChangingRoutes changing =
                getCamelContext().getRegistry().lookupByNameAndType(ChangingRoutes.NAME, ChangingRoutes.class);
        return changing != null && changing.mayServe(path);
    }

    /** The routes' own router, if there is no path prefix: this router names the methods with a 405. */
    private Router router() {
        VertxPlatformHttpRouter routes = VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getBindPort()));
        FailedRequest.repeatAt(routes, connections::follow);
        WrongMethod.answerAt(routes);
        NoRoute.answerAt(routes, this::mayServe);
        if (configuration.getPath().equals("/")) {
            return routes;
        }
        Router mounted = Router.router(getVertx());
        mounted.route(configuration.getPath() + "*").subRouter(routes);
        return mounted;
    }

    private HttpServerOptions options() throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(limits.headerBytes())
                .setHandle100ContinueAutomatically(false)
                // No WebSockets are used here, and each connection would prepare for them.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(limits.http2())
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(64));
        if (limits.http2()) {
            // We learn of an HTTP/2 connection only after its first frames.
            options.setReadIdleTimeout((int) limits.idleTime().toSeconds());
        }
        SSLContextParameters tls =
                configuration.getSslContextParameters() == null && configuration.isUseGlobalSslContextParameters()
                        ? getCamelContext().getSSLContextParameters()
                        : configuration.getSslContextParameters();
        if (tls != null) {
            VertxHelper.setupSSLOptions(getCamelContext(), tls, options);
        }
        return options;
    }

    private String property() {
        return VertxPlatformHttpRouter.SERVER_TYPE_MANAGEMENT.equals(configuration.getServerType())
                ? "camel.management.port"
                : "camel.server.port";
    }

    private static String reason(Throwable failure) {
        Throwable root = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(root.getMessage());
    }
}
