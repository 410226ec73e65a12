package dev.mediahook.program.server;

import dev.mediahook.log.EventLog;
import dev.mediahook.receive.vertx.ShortAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ConcurrentModificationException;
import org.slf4j.Logger;

/**
 * Answers requests whose handlers failed. Vert.x would write a log line of its own, and send no body. A request that is
 * repeated has to be taken from a failure handler: after an error handler, Vert.x ends the answer itself.
 */
final class FailedRequest {

    private static final Logger LOG = EventLog.of(FailedRequest.class);
    private static final String TRIES = "mediahook.tries";
    private static final int MOST_TRIES = 3;
    private static final int INTERNAL_ERROR = 500;

    private FailedRequest() {}

    /** Becomes the first route of the router; {@code first} gets each request, also a repeated one. */
    static void repeatAt(Router router, Handler<RoutingContext> first) {
        // The answer to a repeated request has lost its headers.
        Handler<RoutingContext> begin = context -> {
            context.response().putHeader("X-Content-Type-Options", "nosniff");
            first.handle(context);
        };
        router.route().order(Integer.MIN_VALUE).handler(begin).failureHandler(FailedRequest::repeat);
    }

    /** The answer to every failure that no failure handler takes. */
    static void answerAt(Router router) {
        router.errorHandler(INTERNAL_ERROR, FailedRequest::answer);
    }

    private static void answer(RoutingContext context) {
        // The path is left out, since it may hold a token.
        Throwable failure = context.failure();
        LOG.error(
                "a request failed error={}",
                failure == null ? "unknown" : failure.getClass().getName());
        LOG.debug("a request failed", failure);
        if (!context.response().headWritten() && !context.response().closed()) {
            var unused = ShortAnswer.refuse(context.request(), INTERNAL_ERROR, "internal");
        }
    }

    /** Camel looks up its health checks in a registry that fills while the program starts or loads a file. */
    private static void repeat(RoutingContext context) {
        int tries = context.<Integer>get(TRIES, 1);
        if (!(context.failure() instanceof ConcurrentModificationException)) {
            context.next();
        } else if (tries < MOST_TRIES && !context.response().headWritten()) {
            context.put(TRIES, tries + 1);
            context.reroute(context.request().path());
        } else {
            ShortAnswer.unavailable(context.request());
        }
    }
}
