package dev.mediahook.receive.vertx;

import dev.mediahook.receive.Admission;
import dev.mediahook.receive.BodyLimit;
import dev.mediahook.receive.RawRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Camel's Vert.x engine, but that a consumer with {@code useBodyHandler=false} gets a {@link RawRequest}: the bytes as
 * they come, whatever their content type, and none past the limit. Other consumers are as Camel makes them.
 */
public final class RawBodyEngine extends VertxPlatformHttpEngine {

    /**
     * What all requests with raw bodies share.
     *
     * @param admission decides by a request's head; called on the event loop
     * @param workers the threads for the requests of a consumer; they reject what exceeds their limit
     * @param budget the memory for all bodies under way
     * @param bodyTime how long a body may take to arrive
     * @param gate closed while the program stops
     * @param putOff gets a word for why a request was answered 503
     */
    public record Sharing(
            Function<HttpServerRequest, Admission> admission,
            Function<PlatformHttpEndpoint, Function<HttpServerRequest, Executor>> workers,
            BodyBudget budget,
            Duration bodyTime,
            Gate gate,
            Consumer<String> putOff) {}

    /** A part of the heap that all bodies under way may take: each may be there twice for a moment. */
    private static final int SHARE_OF_HEAP = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String AWAY = "mediahook-away";

    private final Lateness lateness = new Lateness(System::nanoTime);
    private final Sharing sharing;

    public RawBodyEngine(Sharing sharing) {
        this.sharing = sharing;
        setHandlers(List.of(context -> {
            // Behind Camel's body handler, where the body is whole.
            Connections.whole(context);
            context.next();
        }));
    }

    /**
     * A separate engine on the host's server, or the host's own engine if that already gives raw requests.
     *
     * @param threads how many requests are worked on at once
     * @param most how many may wait for a worker
     * @param bodyTime how long a body may take to arrive
     */
    public static PlatformHttpEngine over(
            PlatformHttpEngine host, CamelContext context, BodyLimit limit, int threads, int most, Duration bodyTime) {
        if (host instanceof RawBodyEngine) {
            return host;
        }
        ThreadPoolProfile profile = new ThreadPoolProfileBuilder("mediahook-delivery")
                .poolSize(threads)
                .maxPoolSize(threads)
                .maxQueueSize(most)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                .allowCoreThreadTimeOut(true)
                .build();
        Executor workers = context.getExecutorServiceManager().newThreadPool(context, "mediahook-delivery", profile);
        Gate gate = new Gate();
        gate.open();
        RawBodyEngine engine = new RawBodyEngine(new Sharing(
                request -> new Admission(
                        limit.bytes(request.path(), request.getHeader("Authorization")), Duration.ZERO, PATIENCE),
                endpoint -> request -> workers,
                new BodyBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP),
                bodyTime,
                gate,
                cause -> {}));
        engine.setCamelContext(context);
        return engine;
    }

    /**
     * Answers webhooks that no route serves with 503 instead of 404, or no longer: some senders give up an address that
     * answers 404.
     *
     * @param now false: such webhooks are answered as the host answers any other path
     */
    public static void away(CamelContext context, boolean now) {
        for (VertxPlatformHttpRouter router : context.getRegistry().findByType(VertxPlatformHttpRouter.class)) {
            Route behind = null;
            for (Route route : router.getRoutes()) {
                behind = AWAY.equals(route.getName()) ? route : behind;
            }
            if (behind == null) {
                behind = router.route("/webhooks/*").last().setName(AWAY);
                behind.handler(routing -> ShortAnswer.unavailable(routing.request()));
            }
            var unused = now ? behind.enable() : behind.disable();
        }
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (endpoint.isUseBodyHandler()) {
            return super.createConsumer(endpoint, processor);
        }
        return new RawBodyConsumer(
                endpoint, processor, VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()), sharing, lateness);
    }
}
