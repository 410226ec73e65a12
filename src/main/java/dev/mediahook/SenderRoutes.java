package dev.mediahook;

import dev.mediahook.config.SettingsReader;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.receive.HeadChecks;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import dev.mediahook.sender.WebhookPath;
import dev.mediahook.verify.HeadVerdict;
import dev.mediahook.verify.VerifyingStep;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Inspects each route that is added, from a file or from Java. A route that takes webhooks registers its sender, and
 * does not start as long as none of its secrets is set.
 */
final class SenderRoutes extends ModelLifecycleStrategySupport {

    private static final String WEBHOOK = MediahookComponent.SCHEME + ":webhook";
    private static final String INBOX = MediahookComponent.SCHEME + ":inbox";

    /** What Camel calls a route configuration without an id. */
    private static final String FOR_ALL_ROUTES = "<default>";

    private final CamelContext context;
    private final Senders senders;
    private final HeadChecks heads;
    private final Predicate<String> registersItself;
    private final Set<String> guarded = new HashSet<>();

    private SenderRoutes(CamelContext context, Senders senders, HeadChecks heads, Predicate<String> registersItself) {
        this.heads = heads;
        this.context = context;
        this.senders = senders;
        this.registersItself = registersItself;
    }

    /**
     * Inspects the routes that a host has added already, and from now on each that is added.
     *
     * @param heads gets each sender's checks
     * @param registersItself whether a sender's webhook is registered over its API, so that it needs no secret of ours
     */
    static SenderRoutes of(CamelContext context, Senders senders, HeadChecks heads, Predicate<String> registersItself) {
        SenderRoutes inspecting = new SenderRoutes(context, senders, heads, registersItself);
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        model.addModelLifecycleStrategy(inspecting);
        List.copyOf(model.getRouteDefinitions()).forEach(inspecting::onAddRouteDefinition);
        return inspecting;
    }

    /** Protects these routes from being replaced. */
    void guard(List<RouteDefinition> routes) {
        routes.forEach(route -> guarded.add(route.getRouteId()));
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        RouteGaps.checkInput(route);
        String uri = filled(route, String.valueOf(route.getInput().getEndpointUri()));
        if (uri.startsWith(MediahookComponent.SCHEME + ":")) {
            RouteGaps.checkSteps(route);
        }
        if ((uri.startsWith(MediahookComponent.SCHEME + ":") || uri.startsWith("direct:mediahook-"))
                && (!route.isErrorHandlerFactorySet()
                        || route.getErrorHandlerFactory()
                                == context.getCamelContextExtension().getErrorHandlerFactory()
                        || (route.getAppliedRouteConfigurationIds() != null
                                && route.getAppliedRouteConfigurationIds().contains(FOR_ALL_ROUTES)))) {
            // The caller of these routes reports a failure and retries; a host's error handler would do both again.
            route.setErrorHandlerFactory(new NoErrorHandlerBuilder());
        }
        sender(uri).ifPresent(name -> register(name, route, uri.startsWith(WEBHOOK)));
        if (uri.startsWith(INBOX)) {
            parameter(uri).ifPresent(name -> {
                RouteGaps.checkInbox(context, name, route, steps(route));
                registerAsked(name);
            });
        }
    }

    /** Camel removes a route before it replaces it by another with the same id. Null if there is no such route. */
    @Override
    public void onRemoveRouteDefinition(@Nullable RouteDefinition route) {
        if (route == null) {
            return;
        }
        if (guarded.contains(route.getRouteId())) {
            throw new IllegalArgumentException("the route " + route.getRouteId()
                    + " is Mediahook's own and can't be replaced: give yours another id, or keep Camel from removing all"
                    + " routes (camel.main.routesReloadRemoveAllRoutes=false)");
        }
        sender(filled(route, String.valueOf(route.getInput().getEndpointUri()))).ifPresent(senders::forget);
    }

    /** For a route made from a template: the text with its parameters filled in. */
    private static String filled(RouteDefinition route, String text) {
        String filled = text;
        if (route.getTemplateParameters() != null) {
            for (Map.Entry<String, Object> parameter :
                    route.getTemplateParameters().entrySet()) {
                filled = filled.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
            }
        }
        return filled;
    }

    private void register(String name, RouteDefinition route, boolean ours) {
        List<Processor> steps = steps(route);
        List<VerifyingStep> verifying = only(VerifyingStep.class, steps);
        only(PayloadMappingProcessor.class, steps).forEach(mapping -> senders.hide(name, mapping.redaction()));
        List<String> switches = verifying.stream()
                .flatMap(step -> step.switches().stream())
                .distinct()
                .toList();
        String set = switches.stream().filter(this::isSet).findFirst().orElse(null);
        if (ours && verifying.isEmpty()) {
            throw new IllegalArgumentException(RouteFault.at(route) + "the route " + route.getRouteId()
                    + " verifies nothing: "
                    + missing(route)
                            .map(ref -> "there is no bean " + ref)
                            .orElse("put a verifying step before the mapping"));
        }
        boolean on = set != null || registersItself.test(name);
        boolean takesToken = verifying.stream().anyMatch(VerifyingStep::takesToken);
        try {
            senders.register(new Sender(name, on, switches, set, takesToken, true));
        } catch (IllegalStateException twice) {
            throw new IllegalArgumentException(RouteFault.at(route) + twice.getMessage(), twice);
        }
        heads.put(name, verifying.stream().map(HeadVerdict::of).toList());
        if (ours && !on) {
            route.setAutoStartup("false");
        }
    }

    /** A sender with a route at the inbox may send no webhooks. Its API key turns it on then. */
    private void registerAsked(String name) {
        String key = "mediahook." + name + ".api-key";
        boolean on = isSet(key);
        senders.register(new Sender(name, on, List.of(key), on ? key : null, false, false));
    }

    private static <T> List<T> only(Class<T> type, List<Processor> steps) {
        return steps.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Processor> steps(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessDefinition.class).stream()
                .flatMap(step -> processor(route, step))
                .toList();
    }

    /** The first step that refers to no bean. */
    private Optional<String> missing(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessDefinition.class).stream()
                .filter(step -> processor(route, step).findAny().isEmpty())
                .map(ProcessDefinition::getRef)
                .findFirst();
    }

    private Stream<Processor> processor(RouteDefinition route, ProcessDefinition step) {
        @Nullable
        Object processor = step.getProcessor() != null
                ? step.getProcessor()
                : context.getRegistry()
                        .lookupByNameAndType(
                                filled(route, String.valueOf(step.getRef())).replaceFirst("^#(bean:)?", ""),
                                Processor.class);
        return processor instanceof Processor found ? Stream.of(found) : Stream.empty();
    }

    private boolean isSet(String property) {
        return new SettingsReader(context.getPropertiesComponent()::resolveProperty)
                .text(property)
                .isPresent();
    }

    private static Optional<String> parameter(String uri) {
        try {
            return Optional.ofNullable(
                    (String) URISupport.parseQuery(URISupport.extractQuery(uri)).get("sender"));
        } catch (java.net.URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** The sender whose webhooks a route takes; empty for any other route. */
    private static Optional<String> sender(String uri) {
        if (uri.startsWith(WEBHOOK)) {
            return parameter(uri);
        }
        String path = uri.replaceFirst("^platform-http:/*", "/").replaceFirst("\\?.*", "");
        return uri.startsWith("platform-http:") ? WebhookPath.sender(path) : Optional.empty();
    }
}
