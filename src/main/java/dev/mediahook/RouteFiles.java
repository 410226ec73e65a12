package dev.mediahook;

import dev.mediahook.log.EventLog;
import dev.mediahook.receive.ChangingRoutes;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The route files of one context, by their names. Each is loaded by itself: one that can't be used stops its own sender only. */
final class RouteFiles {

    private static final Logger LOG = EventLog.of(Mediahook.class);
    private static final String SHIPPED = "classpath:mediahook/routes/*" + FoundFiles.ENDING;

    /** What a short form of a sender's file is made from; no routes yet. */
    private static final String TEMPLATE = "classpath:mediahook/templates/mediahook-sender" + FoundFiles.ENDING;

    /** Not a sender's: fetches and stores for all of them, and comes first. */
    private static final String MEDIA = "media";

    private final ModelCamelContext context;
    private final Map<String, Resource> byName;
    private final Supplier<Map<String, Resource>> found;
    private final Map<String, List<RouteDefinition>> running = new HashMap<>();
    private final OffFiles unbuilt;

    private RouteFiles(ModelCamelContext context, Supplier<Map<String, Resource>> found, OffFiles unbuilt) {
        this.unbuilt = unbuilt;
        this.context = context;
        this.found = found;
        this.byName = found.get();
    }

    /**
     * The shipped files and those of a context's own, which replace shipped ones of the same name.
     *
     * @param shipped which senders' shipped files are wanted
     * @param patterns places of more files: {@code classpath:acme/*.camel.yaml}, {@code file:routes/acme.camel.yaml}
     * @throws IllegalStateException if a file that a pattern names is not there
     */
    static RouteFiles of(CamelContext context, Predicate<String> shipped, Collection<String> patterns) {
        Map<String, Resource> inside = FoundFiles.at(context, SHIPPED);
        inside.keySet().removeIf(name -> !name.equals(MEDIA) && !shipped.test(name));
        inside.replaceAll(
                (name, file) -> RouteText.of(file).map(RouteText::asResource).orElse(file));
        RouteFiles files = new RouteFiles(
                (ModelCamelContext) context,
                () -> {
                    // If two files can't both run, the shipped one does.
                    Map<String, Resource> all = new LinkedHashMap<>(inside);
                    patterns.forEach(pattern -> all.putAll(FoundFiles.at(context, pattern)));
                    return all;
                },
                new OffFiles(inside));
        FoundFiles.checkThere(files.byName.values());
        return files;
    }

    /** What was found at first, by its name. */
    Map<String, RouteText> first() {
        return texts(byName);
    }

    /** What is found on disk by now, by its name. */
    Map<String, RouteText> onDisk() {
        Map<String, Resource> files = found.get();
        files.values().removeIf(file -> !file.getLocation().startsWith("file:"));
        return texts(files);
    }

    private static Map<String, RouteText> texts(Map<String, Resource> files) {
        Map<String, RouteText> texts = new LinkedHashMap<>();
        files.forEach((name, file) -> RouteText.of(file).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Where they are, as Camel names resources. */
    List<String> locations() {
        return byName.values().stream().map(Resource::getLocation).toList();
    }

    /** What stands in the files. */
    List<String> texts() {
        return first().values().stream().map(RouteText::text).toList();
    }

    /** Adds their routes to the running context, but for those of files that are off. */
    synchronized void load(Senders senders, BiFunction<String, String, Optional<Sender>> off) {
        FoundFiles.at(context, TEMPLATE).forEach((name, file) -> build(name, file, senders));
        // The routes of fetching and storing come before the routes that lead to them.
        byName.entrySet().stream()
                .sorted(Comparator.comparing(file -> !file.getKey().equals(MEDIA)))
                .forEach(file -> load(file.getKey(), file.getValue(), senders, off));
    }

    /** Adds the routes of files that are off and that {@link #load} has left out, to keep the start short. */
    synchronized void loadTheOthers(Senders senders) {
        unbuilt.waiting().forEach((name, file) -> {
            if (context.isStarted()) {
                senders.forget(name);
                build(name, file, senders);
            }
        });
    }

    private void load(
            String name, Resource file, Senders senders, BiFunction<String, String, Optional<Sender>> offByText) {
        String text = RouteText.of(file).map(RouteText::text).orElse("");
        Optional<Sender> off = offByText
                .apply(name, text)
                .filter(sender -> unbuilt.isShipped(name, text)
                        || (senders.named(name).isEmpty() && unbuilt.canWait(name, file, text)));
        off.ifPresentOrElse(senders::registerUnbuilt, () -> build(name, file, senders));
    }

    private void build(String name, Resource file, Senders senders) {
        String cause = add(name, file);
        if (cause != null) {
            LOG.error("sender={} broken: {}", name, cause);
            senders.broken(name, cause);
        }
    }

    /**
     * Puts the routes of a file that has changed in the place of those of the same name. One that can't be used leaves everything
     * as it was.
     *
     * @param before what is in force; null if nothing is
     * @return why it can't be used; null if it is in force from here on
     */
    @Nullable
    synchronized String replace(String name, RouteText text, @Nullable RouteText before) {
        BeansInForce beans = BeansInForce.of(context.getRegistry());
        Resource file = text.asResource();
        // Most faults show before any route is removed.
        String cause = fault(file, () -> RouteDefinitions.of(context, file));
        if (cause != null) {
            beans.restore();
            return cause;
        }
        ChangingRoutes changing = context.getRegistry().findSingleByType(ChangingRoutes.class);
        changing.begin();
        try {
            remove(running.getOrDefault(name, List.of()));
            cause = add(name, file);
            if (cause != null && before != null) {
                beans.restore();
                String impossible = add(name, before.asResource());
                return impossible == null ? cause : cause + "; and the one before can't be used any more";
            }
        } finally {
            changing.end();
        }
        if (cause != null) {
            beans.restore();
        }
        return cause;
    }

    /** Why a file can't be used; null if its routes run. */
    private @Nullable String add(String name, Resource file) {
        boolean located = Boolean.TRUE.equals(context.isSourceLocationEnabled());
        context.setSourceLocationEnabled(true);
        List<RouteDefinition> before = List.copyOf(context.getRouteDefinitions());
        String cause = fault(file, () -> {
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(file)) {
                add(routes);
            }
        });
        context.setSourceLocationEnabled(located);
        List<RouteDefinition> added = new ArrayList<>(context.getRouteDefinitions());
        added.removeAll(before);
        if (cause == null) {
            cause = fault(
                    file,
                    () -> RouteFault.check(
                            RouteText.of(file).map(RouteText::text).orElse(""), added, context.getRouteDefinitions()));
        }
        if (cause != null) {
            // No half of a file runs.
            remove(added);
            RouteDefinitions.forget(context, file);
        }
        running.put(name, cause == null ? added : List.of());
        return cause;
    }

    private interface Loading {
        void load() throws Exception;
    }

    private static @Nullable String fault(Resource file, Loading loading) {
        try {
            loading.load();
            return null;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            // A bean's class may lack what it needs, and a file may nest without end.
            LOG.debug("file={} broken", file.getLocation(), fault);
            String text = RouteText.of(file).map(RouteText::text).orElse("");
            return RouteFault.line(file.getLocation(), text, fault);
        }
    }

    /** Camel would put a route in the place of another that has its id, without a word. */
    private void add(RoutesBuilder routes) throws Exception {
        if (routes instanceof RouteConfigurationsBuilder configurations) {
            context.addRoutesConfigurations(configurations);
        }
        if (routes instanceof RouteBuilder builder) {
            for (RouteDefinition route : builder.configureRoutes(context).getRoutes()) {
                if (route.getRouteId() != null && context.getRouteDefinition(route.getRouteId()) != null) {
                    throw new IllegalArgumentException(RouteFault.at(route) + "there is a route " + route.getRouteId()
                            + " already: give this one an id of its own");
                }
            }
        }
        context.addRoutes(routes);
        routes.addTemplatedRoutesToCamelContext(context);
    }

    private void remove(List<RouteDefinition> routes) {
        for (RouteDefinition route : routes) {
            try {
                context.removeRouteDefinition(route);
            } catch (Exception unlikely) {
                LOG.warn("route={} could not be removed error={}", route.getId(), unlikely.toString());
            }
        }
    }
}
