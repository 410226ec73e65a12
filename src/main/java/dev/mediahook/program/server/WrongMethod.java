package dev.mediahook.program.server;

import dev.mediahook.receive.PathTemplate;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeSet;

/**
 * Answers a request for a path that is served only for other methods, and lists those methods; Vert.x lists none for a
 * HEAD.
 */
final class WrongMethod implements Handler<RoutingContext> {

    private static final int METHOD_NOT_ALLOWED = 405;

    private final Router router;

    private WrongMethod(Router router) {
        this.router = router;
    }

    static void answerAt(Router router) {
        router.errorHandler(METHOD_NOT_ALLOWED, new WrongMethod(router));
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && fits(route, context.normalizedPath())) {
                route.methods().stream().map(HttpMethod::name).forEach(methods::add);
            }
        }
        context.response()
                .setStatusCode(METHOD_NOT_ALLOWED)
                .putHeader("Allow", String.join(", ", methods))
                .end();
    }

    private static boolean fits(Route route, String path) {
        String template = route.getPath();
        if (template == null) {
            return false;
        }
        return route.isExactPath()
                ? PathTemplate.fits(template.replaceAll("/:([^/]+)", "/{$1}"), path)
                : path.startsWith(template);
    }
}
