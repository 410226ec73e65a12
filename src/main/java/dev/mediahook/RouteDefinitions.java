package dev.mediahook;

import dev.mediahook.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.SupervisingRouteController;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;

/** The route definitions of a file: reads them and creates its beans without adding a route, and starts added ones. */
final class RouteDefinitions {

    private static final Logger LOG = EventLog.of(Mediahook.class);

    private RouteDefinitions() {}

    static List<RouteDefinition> of(ModelCamelContext context, Resource file) throws Exception {
        try {
            return read(context, file);
        } catch (Exception | LinkageError | StackOverflowError fault) {
            forget(context, file);
            throw fault;
        }
    }

    /**
     * Makes Camel forget a file that failed. After a fault in a bean, it would skip the beans of the next file at this
     * location.
     */
    static void forget(ModelCamelContext context, Resource file) {
        try {
            read(context, ResourceHelper.fromString(file.getLocation(), "[]"));
        } catch (Exception unlikely) {
            throw new IllegalStateException("nothing can be read at " + file.getLocation(), unlikely);
        }
    }

    /** Starts added routes: a supervising route controller starts only those that are there when the context starts. */
    static void start(ModelCamelContext context, List<RouteDefinition> added) throws Exception {
        if (context.getRouteController() instanceof SupervisingRouteController controller) {
            for (RouteDefinition route : added) {
                if (!"false".equals(route.getAutoStartup())) {
                    controller.startRoute(route.getId());
                }
            }
        }
    }

    /**
     * Whether a supervising controller is starting its routes on its own thread. It may forget all of them if a route is
     * added meanwhile.
     */
    static boolean areStarting(CamelContext context) {
        return context.getRouteController() instanceof SupervisingRouteController controller
                && controller.isStartingRoutes();
    }

    static void remove(ModelCamelContext context, List<RouteDefinition> routes) {
        for (RouteDefinition route : routes) {
            try {
                context.removeRouteDefinition(route);
            } catch (Exception unlikely) {
                LOG.warn("route={} could not be removed error={}", route.getId(), unlikely.toString());
            }
        }
    }

    private static List<RouteDefinition> read(ModelCamelContext context, Resource file) throws Exception {
        List<RouteDefinition> routes = new ArrayList<>();
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(file)) {
            if (builder instanceof RouteBuilder definitions) {
                routes.addAll(definitions.configureRoutes(context).getRoutes());
            }
        }
        return routes;
    }

    /**
     * Checks whether Camel has taken all routes.
     *
     * @throws IllegalArgumentException if a filter of the context has left one out
     */
    static void haveAll(ModelCamelContext context, List<RouteDefinition> routes) {
        for (RouteDefinition route : routes) {
            if (context.getRouteDefinition(String.valueOf(route.getRouteId())) == null) {
                throw new IllegalArgumentException(
                        RouteFault.at(route) + "camel.main.routeFilter… leaves out the route " + route.getRouteId());
            }
        }
    }
}
