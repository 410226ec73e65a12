package dev.mediahook.receive;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects a request's bytes on the event loop, before any worker is taken: a slow sender holds no worker, and not more
 * than the limit is ever kept of a body, whatever length it claims. Camel's own body handler loses the bytes of form
 * content types and logs an error for each body that is too large.
 */
public final class BodyCollector implements Handler<RoutingContext> {

    private static final String PREFIX = "/webhooks/";
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final int maxBytes;
    private final int maxUnderWay;
    private final Duration patience;
    private final Refusals refusals;
    private final InstantSource clock;
    private final Map<HttpServerRequest, Buffer> collected = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param maxUnderWay how many requests may wait for their answer before the next gets 503
     * @param patience how long a body may take to arrive
     */
    public BodyCollector(int maxBytes, int maxUnderWay, Duration patience, Refusals refusals, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.maxUnderWay = maxUnderWay;
        this.patience = patience;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** The body of a request that came this way, or nothing where it had none. */
    Optional<RawBody> take(HttpServerRequest request) {
        return Optional.ofNullable(collected.remove(request)).map(buffer -> RawBody.of(buffer.getBytes()));
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            context.next();
            return;
        }
        if (underWay.incrementAndGet() > maxUnderWay) {
            underWay.decrementAndGet();
            context.response().putHeader("Retry-After", "1");
            answer(context, 503, "unavailable");
            return;
        }
        context.addEndHandler(ended -> {
            underWay.decrementAndGet();
            collected.remove(request);
        });
        collect(context, request);
    }

    private void collect(RoutingContext context, HttpServerRequest request) {
        long claimed = claimedLength(request);
        if (claimed > maxBytes) {
            refuse(context, request, claimed);
            return;
        }
        Buffer body = Buffer.buffer(Math.max(0, (int) claimed));
        long timer = context.vertx().setTimer(patience.toMillis(), late -> {
            answer(context, HttpResponseStatus.REQUEST_TIMEOUT.code(), "timeout");
            request.connection().close();
        });
        request.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                context.vertx().cancelTimer(timer);
                refuse(context, request, (long) body.length() + chunk.length());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(broken -> context.vertx().cancelTimer(timer));
        request.endHandler(end -> {
            context.vertx().cancelTimer(timer);
            collected.put(request, body);
            context.next();
        });
    }

    /** Answers at once and reads a little on without keeping it, so that the sender gets to see the answer. */
    private void refuse(RoutingContext context, HttpServerRequest request, long bytes) {
        request.handler(ignored -> {});
        request.endHandler(end -> {});
        String path = request.path();
        if (path.startsWith(PREFIX)) {
            refusals.add(new Refusal(clock.instant(), senderOf(path), RefusalCause.TOO_LARGE, bytes, null));
        }
        context.response().putHeader("Connection", "close");
        answer(context, RefusalCause.TOO_LARGE.status(), RefusalCause.TOO_LARGE.error());
        context.vertx().setTimer(DRAIN.toMillis(), over -> request.connection().close());
    }

    private static void answer(RoutingContext context, int status, String error) {
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"error\":\"" + error + "\"}");
        }
    }

    /** The segment after {@code /webhooks/}: the path names the sender. */
    static String senderOf(String path) {
        String rest = path.substring(PREFIX.length());
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static long claimedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unlikely) {
            return -1;
        }
    }
}
