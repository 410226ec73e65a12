package dev.mediahook.program.server;

import dev.mediahook.log.EventLog;
import dev.mediahook.receive.vertx.ShortAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ConcurrentModificationException;
import org.slf4j.Logger;

/** Answers a request whose handler failed. Vert.x would write a log line of its own, and send no body. */
final class FailedRequest implements Handler<RoutingContext> {

    private static final Logger LOG = EventLog.of(FailedRequest.class);
    private static final String TRIES = "mediahook.tries";
    private static final int MOST_TRIES = 3;

    @Override
    public void handle(RoutingContext context) {
        // Camel looks up its health checks in a registry that fills while the program starts or loads a file.
        if (context.failure() instanceof ConcurrentModificationException) {
            tryAgain(context);
            return;
        }
        // The path is left out, since it may hold a token.
        Throwable failure = context.failure();
        LOG.error(
                "a request failed error={}",
                failure == null ? "unknown" : failure.getClass().getName());
        LOG.debug("a request failed", failure);
        if (!context.response().headWritten() && !context.response().closed()) {
            var unused = ShortAnswer.refuse(context.response(), 500, "internal");
        }
    }

    private static void tryAgain(RoutingContext context) {
        int tries = context.<Integer>get(TRIES, 1);
        if (tries < MOST_TRIES && !context.response().headWritten()) {
            context.put(TRIES, tries + 1);
            context.reroute(context.request().path());
        } else {
            ShortAnswer.unavailable(context.response());
        }
    }
}
