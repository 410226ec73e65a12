package dev.mediahook.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/** Finds what routes lead to: other routes, and beans. */
final class RouteCalls {

    private RouteCalls() {}

    /** The URI that a route begins with; empty if it has none. */
    static String from(RouteDefinition route) {
        return route.getInput() == null ? "" : String.valueOf(route.getInput().getEndpointUri());
    }

    /** All routes of a context. */
    static List<RouteDefinition> routes(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
    }

    /** The routes of one file. */
    static List<RouteDefinition> routesOf(CamelContext context, String location) {
        return routes(context).stream()
                .filter(route -> route.getResource() != null
                        && location.equals(route.getResource().getLocation()))
                .toList();
    }

    /** The beans that are steps of a route. */
    static List<Processor> beans(CamelContext context, RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessDefinition.class).stream()
                .map(step -> String.valueOf(step.getRef()).replaceFirst("^#(bean:)?", ""))
                .flatMap(name -> Stream.ofNullable(context.getRegistry().lookupByNameAndType(name, Processor.class)))
                .toList();
    }

    /** One line for each call of a route that does not exist: such a call would hold up a worker and then fail. */
    static List<String> unserved(CamelContext context, Collection<RouteDefinition> calling) {
        Set<String> served =
                routes(context).stream().map(route -> path(from(route))).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        for (RouteDefinition route : calling) {
            ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SendDefinition.class).stream()
                    .map(step -> path(String.valueOf(step.getEndpointUri())))
                    .filter(path -> path.startsWith("direct:") || path.startsWith("seda:"))
                    .filter(path -> !served.contains(path))
                    .distinct()
                    .forEach(path -> lines.add("route=" + route.getRouteId() + at(route) + " leads to " + path
                            + ", which no route serves"));
        }
        return lines;
    }

    private static String at(RouteDefinition route) {
        return route.getResource() == null
                ? ""
                : " file=" + route.getResource().getLocation().replaceFirst("^(file|classpath):", "");
    }

    private static String path(String uri) {
        return uri.replaceFirst("(?s)\\?.*", "").replaceFirst(":/*", ":");
    }
}
