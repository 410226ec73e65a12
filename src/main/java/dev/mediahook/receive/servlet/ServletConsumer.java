package dev.mediahook.receive.servlet;

import dev.mediahook.delivery.TraceParent;
import dev.mediahook.log.EventLog;
import dev.mediahook.receive.BodyLimit;
import dev.mediahook.receive.LongBody;
import dev.mediahook.receive.NoHeadersStrategy;
import dev.mediahook.receive.RawRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.spi.CamelTracingService;
import org.slf4j.Logger;

/**
 * Handles a request on the container's own thread. Reads its raw bytes first, before anything could parse them as a
 * form.
 */
public final class ServletConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger LOG = EventLog.of(ServletConsumer.class);
    private static final NoHeadersStrategy ANSWER_HEADERS = new NoHeadersStrategy();

    private final BodyLimit limit;
    private final Duration bodyTime;
    private final Semaphore admitted;
    private final boolean traced;

    /**
     * @param bodyTime how long a body may take to arrive
     * @param admitted a permit for each request that may wait for its answer; the next one gets 503
     */
    public ServletConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            BodyLimit limit,
            Duration bodyTime,
            Semaphore admitted) {
        super(endpoint, processor, Runnable::run);
        this.limit = limit;
        this.bodyTime = bodyTime;
        this.admitted = admitted;
        this.traced = endpoint.getCamelContext().hasService(CamelTracingService.class) != null;
    }

    @Override
    public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (isRunAllowed() && !isSuspended() && admitted.tryAcquire()) {
                try {
                    handleService(request, response);
                } finally {
                    admitted.release();
                }
            } else {
                putOff(response);
            }
            return CompletableFuture.completedFuture(null);
        } catch (Exception broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    @Override
    protected void handleService(HttpServletRequest request, HttpServletResponse response) throws Exception {
        RawRequest raw = ServletRequests.read(
                request,
                getEndpoint().getPath(),
                limit.bytes(ServletRequests.path(request), request.getHeader("Authorization")),
                bodyTime);
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.getMessage().setBody(raw);
        String parent = traced ? TraceParent.of(raw.head()) : null;
        if (parent != null) {
            exchange.getMessage().setHeader(TraceParent.HEADER, parent);
        }
        createUoW(exchange);
        try {
            getProcessor().process(exchange);
            Exception unhandled = exchange.getException();
            if (unhandled == null) {
                write(exchange, request, response);
            } else {
                LOG.error(
                        "path={} a request failed error={}",
                        getEndpoint().getPath(),
                        unhandled.getClass().getName());
                LOG.debug("a request failed", unhandled);
                putOff(response);
            }
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    private static void write(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        response.setContentType(
                exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "application/json", String.class));
        response.setHeader("X-Content-Type-Options", "nosniff");
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (!ANSWER_HEADERS.applyFilterToCamelHeaders(name, value, exchange)) {
                response.setHeader(name, value.toString());
            }
        });
        if (exchange.getMessage().getBody() instanceof LongBody body) {
            LongAnswer.send(request, response, body);
            return;
        }
        byte[] body = exchange.getMessage().getBody() instanceof ByteBuffer buffer
                ? bytes(buffer)
                : exchange.getMessage().getBody(byte[].class);
        if (body != null) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** All, from its beginning: Camel's tracing, for one, has read it, and leaves it at its end. */
    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static void putOff(HttpServletResponse response) throws IOException {
        response.setStatus(503);
        response.setHeader("Retry-After", "2");
        response.setContentType("application/json");
        response.getOutputStream().print("{\"error\":\"unavailable\"}");
    }
}
