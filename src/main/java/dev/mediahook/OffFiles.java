package dev.mediahook;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.verify.VerifyingStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/**
 * Files whose senders are off. The routes of one of a team's own are built all the same, so that its faults show. If there are many,
 * only the first are built: the others are read after the start, which shows nearly all faults and takes a third of the time.
 */
final class OffFiles {

    private static final int BUILT = 5;

    private static final Pattern FROM = Pattern.compile("(?m)^[ -]*from:");
    private static final Pattern FROM_ITS_SENDER =
            Pattern.compile("(?m)^ +from: *\\R +uri: *[\"']?" + MediahookComponent.SCHEME + ":");
    private static final Pattern OTHER_PARTS = Pattern.compile("(?m)^(?!- (?:beans|route): *$)[^\\s#]");

    private final ModelCamelContext context;
    private final Map<String, Resource> shipped;
    private final Map<String, Resource> later = new LinkedHashMap<>();
    private int built;

    /**
     * @param shipped those that come with Mediahook, by their names
     */
    OffFiles(ModelCamelContext context, Map<String, Resource> shipped) {
        this.context = context;
        this.shipped = shipped;
    }

    /**
     * Whether the routes of a file can be left out: there are many such files, and nobody but its sender can use them.
     *
     * @param name the file's, without its ending
     */
    boolean canStayUnbuilt(String name, Resource file, String text) {
        if (built < BUILT || !isOfItsSenderAlone(text)) {
            built++;
            return false;
        }
        later.put(name, file);
        return true;
    }

    /** Reads those that were not built, and tells which have to be, since something is wrong with them. */
    Map<String, Resource> readTheOthers() {
        Map<String, Resource> toBuild = new LinkedHashMap<>(later);
        toBuild.values().removeIf(file -> RouteText.of(file)
                .filter(text -> isFaultless(file, text.text()))
                .isPresent());
        later.clear();
        return toBuild;
    }

    /** A copy of a shipped file beside the program says nothing that building the original did not show. */
    boolean isShipped(String name, String text) {
        return Optional.ofNullable(shipped.get(name)).flatMap(RouteText::of).map(RouteText::text).stream()
                .anyMatch(text::equals);
    }

    private static boolean isOfItsSenderAlone(String text) {
        return !OTHER_PARTS.matcher(text).find()
                && FROM.matcher(text).results().count()
                        == FROM_ITS_SENDER.matcher(text).results().count();
    }

    private boolean isFaultless(Resource file, String text) {
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
