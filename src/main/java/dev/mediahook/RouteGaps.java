package dev.mediahook;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.poll.ConfirmProcessor;
import dev.mediahook.submit.SenderApiProcessor;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Rejects a sender's route that lacks something, naming the line and what is missing. Camel would name neither. */
final class RouteGaps {

    private static final String FETCH = "direct:mediahook-fetch-media";

    private RouteGaps() {}

    static void checkInput(RouteDefinition route) {
        if (route.getInput() == null) {
            throw refused(route, route.getLineNumber(), "has no from:");
        }
    }

    static void checkSteps(RouteDefinition route) {
        for (ProcessDefinition step :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessDefinition.class)) {
            if (step.getRef() == null && step.getProcessor() == null) {
                throw refused(route, step.getLineNumber(), "has a step process: without a ref:");
            }
        }
        for (ToDefinition step :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
            if (step.getEndpointProducerBuilder() == null
                    && (step.getUri() == null || step.getUri().isBlank())) {
                throw refused(route, step.getLineNumber(), "has a step to: without a uri:");
            }
        }
    }

    /** A route that fetches needs a mapping with media, and a route that confirms needs an API with a status. */
    static void checkInbox(CamelContext context, String sender, RouteDefinition route, List<Processor> steps) {
        boolean fetches = ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                .anyMatch(step -> FETCH.equals(step.getUri()));
        boolean lacksMedia = steps.stream()
                .anyMatch(step -> step instanceof PayloadMappingProcessor mapping && mapping.lacksMedia());
        if (fetches && lacksMedia) {
            throw refused(
                    route,
                    route.getLineNumber(),
                    "fetches, but its mapping has no media: (withoutMedia: tells the successes that have none;"
                            + " thin: that webhooks name none, and polled: what does)");
        }
        boolean confirms = steps.stream().anyMatch(ConfirmProcessor.class::isInstance);
        if (confirms
                && context.getRegistry().findByType(SenderApiProcessor.class).stream()
                        .anyMatch(api -> sender.equals(api.sender()) && !api.tellsStatus())) {
            throw refused(route, route.getLineNumber(), "confirms, but the sender's API has no status: to ask for");
        }
    }

    private static IllegalArgumentException refused(RouteDefinition route, int line, String gap) {
        String place = RouteFault.at(line > 0 ? line : route.getLineNumber());
        return new IllegalArgumentException(place + "the route " + route.getRouteId() + " " + gap);
    }
}
