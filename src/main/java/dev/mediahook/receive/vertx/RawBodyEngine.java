package dev.mediahook.receive.vertx;

import dev.mediahook.receive.Admission;
import dev.mediahook.receive.RawRequest;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Camel's Vert.x engine, but that a consumer with {@code useBodyHandler=false} gets a {@link RawRequest}: the bytes as
 * they come, whatever their content type, and none past the limit. Other consumers are as Camel makes them.
 */
public final class RawBodyEngine extends VertxPlatformHttpEngine {

    /**
     * What all requests with raw bodies share.
     *
     * @param admission of a request by its head; asked on the event loop
     * @param workers the threads for a consumer's requests; refuse what is too many
     * @param budget of all bodies under way
     * @param bodyTime how long a body may take to arrive
     * @param gate closed while the program stops
     * @param putOff is told why a request got 503, in a word
     */
    public record Sharing(
            Function<HttpServerRequest, Admission> admission,
            Function<PlatformHttpEndpoint, Executor> workers,
            BodyBudget budget,
            Duration bodyTime,
            Gate gate,
            Consumer<String> putOff) {}

    private final Sharing sharing;

    public RawBodyEngine(Sharing sharing) {
        this.sharing = sharing;
        setHandlers(List.of(context -> {
            // Behind Camel's body handler, where the body is whole.
            Connections.whole(context);
            context.next();
        }));
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (endpoint.isUseBodyHandler()) {
            return super.createConsumer(endpoint, processor);
        }
        return new RawBodyConsumer(
                endpoint, processor, VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()), sharing);
    }
}
