package dev.mediahook.program.server;

import dev.mediahook.receive.PathTemplate;
import dev.mediahook.sender.WebhookPath;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeSet;

/**
 * Answers a request for a path that is served only for other methods, and lists those methods; Vert.x lists none for a
 * HEAD. A path with more than a token after a sender's name is served for no method.
 */
final class WrongMethod implements Handler<RoutingContext> {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_FOUND = 404;

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
        if (goesOn(context.normalizedPath())) {
            context.response()
                    .setStatusCode(NOT_FOUND)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"error\":\"not_found\"}");
            return;
        }
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && fits(route, context.normalizedPath())) {
                route.methods().stream().map(HttpMethod::name).forEach(methods::add);
            }
        }
        if (isHeadOfAPage(context) && methods.contains(HttpMethod.GET.name())) {
            context.reroute(HttpMethod.GET, context.request().uri());
            return;
        }
        context.response()
                .setStatusCode(METHOD_NOT_ALLOWED)
                .putHeader("Allow", String.join(", ", methods))
                .end();
    }

    /**
     * Monitors ask for health and pages with HEAD: they get the answer to a GET without its body. The API has methods
     * of its own, and some of its answers never end.
     */
    private static boolean isHeadOfAPage(RoutingContext context) {
        String path = context.normalizedPath();
        return HttpMethod.HEAD.equals(context.request().method())
                && !path.startsWith("/api/")
                && !path.startsWith("/webhooks/");
    }

    private static boolean fits(Route route, String path) {
        String template = route.getPath();
        if (template == null) {
            return false;
        }
        if (route.isExactPath()) {
            return PathTemplate.fits(template.replaceAll("/:([^/]+)", "/{$1}"), path);
        }
        // What is served below a folder is served at the folder's path without its slash, too.
        return (path + "/").startsWith(template);
    }

    private static boolean goesOn(String path) {
        return WebhookPath.sender(path)
                .filter(sender -> WebhookPath.goesOn(path, sender))
                .isPresent();
    }
}
