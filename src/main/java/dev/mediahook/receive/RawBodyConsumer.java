package dev.mediahook.receive;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's bytes on the event loop, before a worker is taken for it: a slow sender holds no worker. None of
 * its headers or parameters becomes a Camel header.
 */
final class RawBodyConsumer extends VertxPlatformHttpConsumer {

    private static final long CLOSE_AFTER_MILLIS = 2_000;

    private final ToIntFunction<HttpServerRequest> maxBytes;
    private final Duration patience;

    RawBodyConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            List<Handler<RoutingContext>> handlers,
            String routerName,
            ToIntFunction<HttpServerRequest> maxBytes,
            Duration patience) {
        super(endpoint, processor, handlers, routerName);
        this.maxBytes = maxBytes;
        this.patience = patience;
    }

    @Override
    protected Future<Void> populateCamelMessage(RoutingContext context, Exchange exchange, Message message) {
        HttpServerRequest request = context.request();
        Promise<Void> done = Promise.promise();
        if (request.isEnded()) {
            message.setBody(raw(context, RawBody.of(new byte[0]), 0));
            done.complete();
            return done.future();
        }
        long claimed = claimedLength(request);
        int limit = maxBytes.applyAsInt(request);
        if (claimed > limit) {
            giveUp(context, message, claimed, done);
            return done.future();
        }
        collect(context, message, Buffer.buffer(Math.max(0, (int) claimed)), limit, done);
        return done.future();
    }

    private void collect(RoutingContext context, Message message, Buffer body, int limit, Promise<Void> done) {
        HttpServerRequest request = context.request();
        long timer =
                context.vertx().setTimer(patience.toMillis(), late -> giveUp(context, message, body.length(), done));
        request.exceptionHandler(broken -> {
            context.vertx().cancelTimer(timer);
            giveUp(context, message, body.length(), done);
        });
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                context.vertx().cancelTimer(timer);
                giveUp(context, message, (long) body.length() + chunk.length(), done);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (context.vertx().cancelTimer(timer)) {
                message.setBody(raw(context, RawBody.of(body.getBytes()), body.length()));
                done.tryComplete();
            }
        });
    }

    /** Reads on for a while without keeping anything, so that the sender gets to see the answer, and then closes. */
    private static void giveUp(RoutingContext context, Message message, long bytes, Promise<Void> done) {
        HttpServerRequest request = context.request();
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        context.response().putHeader("Connection", "close");
        context.vertx()
                .setTimer(CLOSE_AFTER_MILLIS, over -> request.connection().close());
        message.setBody(raw(context, null, bytes));
        done.tryComplete();
    }

    private static RawRequest raw(RoutingContext context, @Nullable RawBody body, long bytes) {
        HttpServerRequest request = context.request();
        return new RawRequest(
                RequestHead.of(request.path(), request.headers()),
                Map.copyOf(context.pathParams()),
                firstOfEach(context.queryParams()),
                body,
                bytes);
    }

    private static Map<String, String> firstOfEach(MultiMap parameters) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, String> first = new HashMap<>();
        parameters.forEach((name, value) -> first.putIfAbsent(name, value));
        return first;
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
