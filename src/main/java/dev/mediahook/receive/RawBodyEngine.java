package dev.mediahook.receive;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Camel's Vert.x engine, but that a consumer with {@code useBodyHandler=false} gets a {@link RawRequest}: the bytes as
 * they come, whatever their content type, and none past the limit. Other consumers are as Camel makes them.
 */
public final class RawBodyEngine extends VertxPlatformHttpEngine {

    private final ToIntFunction<HttpServerRequest> maxBytes;
    private final Duration patience;

    /**
     * @param maxBytes of a request's body, by its head; asked on the event loop
     * @param maxUnderWay how many requests may wait for their answer before the next gets 503
     * @param patience how long a body may take to arrive
     */
    public RawBodyEngine(ToIntFunction<HttpServerRequest> maxBytes, int maxUnderWay, Duration patience) {
        this.maxBytes = maxBytes;
        this.patience = patience;
        setHandlers(List.of(new AdmissionHandler(maxUnderWay)));
    }

    /** Its own engine beside that of a host, on the same server; the host's own, if that gives raw requests already. */
    static PlatformHttpEngine over(
            PlatformHttpEngine host, CamelContext context, BodyLimit limit, int maxUnderWay, Duration patience) {
        if (host instanceof RawBodyEngine) {
            return host;
        }
        RawBodyEngine engine = new RawBodyEngine(
                request -> limit.bytes(request.path(), request.getHeader("Authorization")), maxUnderWay, patience);
        engine.setCamelContext(context);
        return engine;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (endpoint.isUseBodyHandler()) {
            return super.createConsumer(endpoint, processor);
        }
        return new RawBodyConsumer(
                endpoint,
                processor,
                getHandlers(),
                VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()),
                maxBytes,
                patience);
    }
}
