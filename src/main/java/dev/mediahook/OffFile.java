package dev.mediahook;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.verify.VerifyingStep;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/**
 * Reads a file of a team's own whose sender is off. That shows nearly all faults, and takes a third of the time that building its
 * routes takes.
 */
final class OffFile {

    private OffFile() {}

    /**
     * Whether reading it shows no fault, and routes of nobody but its sender. Else the routes have to be built: to tell of the
     * fault, or because others may use them.
     *
     * @param text of the file
     */
    static boolean canStayUnbuilt(ModelCamelContext context, Resource file, String text) {
        try {
            List<RouteDefinition> routes = RouteDefinitions.of(context, file);
            for (RouteDefinition route : routes) {
                if (route.getInput() == null
                        || !route.getInput().getEndpointUri().startsWith(MediahookComponent.SCHEME + ":")
                        || context.getRouteDefinition(route.getRouteId()) != null) {
                    return false;
                }
                for (ModelLifecycleStrategy strategy : context.getModelLifecycleStrategies()) {
                    if (strategy instanceof SenderRoutes watching) {
                        watching.check(route);
                        start(watching.steps(route));
                    }
                }
            }
            RouteFault.check(text, routes, routes);
            return true;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            return false;
        }
    }

    /** A mapping or a verifying step looks at what it was given when it starts. */
    private static void start(List<Processor> steps) throws Exception {
        for (Processor step : steps) {
            if (step instanceof Service service
                    && (step instanceof PayloadMappingProcessor || step instanceof VerifyingStep)) {
                service.start();
            }
        }
    }
}
