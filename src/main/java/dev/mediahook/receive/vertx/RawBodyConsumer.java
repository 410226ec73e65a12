package dev.mediahook.receive.vertx;

import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.TraceParent;
import dev.mediahook.log.EventLog;
import dev.mediahook.receive.RawRequest;
import dev.mediahook.receive.ReceiveProcessor;
import dev.mediahook.receive.vertx.RawBodyEngine.Sharing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.spi.CamelTracingService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes a worker for a request only when its bytes are here: a slow sender holds none. None of its headers or
 * parameters becomes a Camel header.
 */
final class RawBodyConsumer extends VertxPlatformHttpConsumer {

    private static final Logger LOG = EventLog.of(RawBodyConsumer.class);

    private final Sharing sharing;
    private final Lateness lateness;
    private final Function<HttpServerRequest, Executor> workers;
    private final @Nullable ReceiveProcessor receive;
    private final boolean traced;

    RawBodyConsumer(
            PlatformHttpEndpoint endpoint, Processor processor, String routerName, Sharing sharing, Lateness lateness) {
        super(endpoint, processor, List.of(), routerName);
        this.sharing = sharing;
        this.lateness = lateness;
        this.workers = sharing.workers().apply(endpoint);
        this.traced = endpoint.getCamelContext().hasService(CamelTracingService.class) != null;
        this.receive = endpoint.getCamelContext().getRegistry().findSingleByType(ReceiveProcessor.class);
    }

    /** Vert.x serves the routes in the order in which they start. */
    @Override
    protected void doStart() throws Exception {
        for (Route route : getEndpoint().getCamelContext().getRoutes()) {
            boolean ours = route.getRouteId().startsWith("mediahook-");
            if (!ours && route.getEndpoint() instanceof PlatformHttpEndpoint other && takesOurs(other)) {
                LOG.error(
                        "path={} route={} takes its requests: give that route httpMethodRestrict=GET or another path",
                        getEndpoint().getPath(),
                        route.getRouteId());
            }
        }
        super.doStart();
    }

    private boolean takesOurs(PlatformHttpEndpoint other) {
        String methods = other.getHttpMethodRestrict();
        return other.isMatchOnUriPrefix()
                && getEndpoint().getPath().startsWith(other.getPath())
                && (methods == null || methods.contains("POST"));
    }

    /** The server listens on when the routes are gone. */
    @Override
    protected void doStop() throws Exception {
        if (endsWithTheProgram()) {
            RawBodyEngine.away(getEndpoint().getCamelContext(), true);
        }
        super.doStop();
    }

    /** Whether the whole program stops, and not this route alone. */
    boolean endsWithTheProgram() {
        return !sharing.gate().isOpen() || !getEndpoint().getCamelContext().isRunAllowed();
    }

    @Override
    protected void handleRequest(RoutingContext context) {
        if (isSuspended() || endsWithTheProgram()) {
            ShortAnswer.unavailable(context.request());
            return;
        }
        new RequestUnderWay(this, context, sharing, lateness, workers.apply(context.request())).begin();
    }

    /** Whether the head alone is enough to refuse a webhook that asks before it sends its body. */
    boolean refusesUnread(RequestHead head) {
        return receive != null && receive.refusesUnread(head);
    }

    /** On a worker's thread: has the route make its answer. Null if the route failed. */
    @Nullable
    RouteAnswer answer(Exchange exchange) {
        try {
            getProcessor().process(exchange);
            Exception unhandled = exchange.getException();
            if (unhandled == null) {
                return RouteAnswer.of(exchange, getEndpoint().getHeaderFilterStrategy());
            }
            failed(unhandled);
        } catch (Exception | StackOverflowError failure) {
            failed(failure);
        }
        return null;
    }

    /** The answer to a request tells nothing of its failure, so the log has to. A stop may cut off any request. */
    void failed(Throwable failure) {
        if (!endsWithTheProgram()) {
            LOG.error(
                    "path={} a request failed error={}",
                    getEndpoint().getPath(),
                    failure.getClass().getName());
        }
        LOG.debug("a request failed", failure);
    }

    Exchange exchange(RawRequest request) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.getIn().setBody(request);
        String parent = traced ? TraceParent.of(request.head()) : null;
        if (parent != null) {
            exchange.getIn().setHeader(TraceParent.HEADER, parent);
        }
        createUoW(exchange);
        return exchange;
    }

    void done(Exchange exchange) {
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }
}
