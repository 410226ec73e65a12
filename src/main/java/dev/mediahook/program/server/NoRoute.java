package dev.mediahook.program.server;

import dev.mediahook.receive.vertx.ShortAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/**
 * Answers requests for a webhook's path that no route serves while routes are exchanged. Other paths without a route
 * get the usual answer.
 */
final class NoRoute implements Handler<RoutingContext> {

    private static final int NOT_FOUND = 404;
    private static final String PAGE = "<html><body><h1>Resource not found</h1></body></html>";

    private final Predicate<String> mayServe;

    private NoRoute(Predicate<String> mayServe) {
        this.mayServe = mayServe;
    }

    /**
     * @param mayServe whether a path that no route serves may be served in a moment
     */
    static void answerAt(Router router, Predicate<String> mayServe) {
        router.errorHandler(NOT_FOUND, new NoRoute(mayServe));
    }

    @Override
    public void handle(RoutingContext routing) {
        if (routing.response().ended()) {
            return;
        }
        if (mayServe.test(routing.normalizedPath())) {
            ShortAnswer.unavailable(routing.request());
        } else {
            routing.response()
                    .setStatusCode(NOT_FOUND)
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(PAGE);
        }
    }
}
