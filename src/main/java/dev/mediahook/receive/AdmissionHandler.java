package dev.mediahook.receive;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests that wait for their answer: Vert.x itself queues without a bound for its workers. */
final class AdmissionHandler implements Handler<RoutingContext> {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    AdmissionHandler(int most) {
        this.most = most;
    }

    @Override
    public void handle(RoutingContext context) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            context.response()
                    .setStatusCode(503)
                    .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"error\":\"unavailable\"}");
            return;
        }
        context.addEndHandler(ended -> underWay.decrementAndGet());
        context.addHeadersEndHandler(begun -> {
            // Camel itself answers so while the program stops.
            if (context.response().getStatusCode() == 503) {
                context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            }
        });
        context.next();
    }
}
