package dev.mediahook.receive.vertx;

import dev.mediahook.receive.ChangingRoutes;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;

/** Answers a webhook's path that no route serves while routes are exchanged; every other such path is answered as ever. */
final class NoRoute implements Handler<RoutingContext> {

    private static final int NOT_FOUND = 404;
    private static final String PAGE = "<html><body><h1>Resource not found</h1></body></html>";

    private final CamelContext context;

    private NoRoute(CamelContext context) {
        this.context = context;
    }

    static void answerAt(Router router, CamelContext context) {
        router.errorHandler(NOT_FOUND, new NoRoute(context));
    }

    @Override
    public void handle(RoutingContext routing) {
        if (routing.response().ended()) {
            return;
        }
        ChangingRoutes changing = context.getRegistry().findSingleByType(ChangingRoutes.class);
        if (changing != null && changing.mayServe(routing.normalizedPath())) {
            ShortAnswer.unavailable(routing.response());
        } else {
            routing.response()
                    .setStatusCode(NOT_FOUND)
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(PAGE);
        }
    }
}
