package dev.mediahook;

import dev.mediahook.config.SettingsFault;
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
import org.apache.camel.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The route files of one context, by name. A file that can't be used stops only its own sender. */
final class RouteFiles {

    private static final Logger LOG = EventLog.of(Mediahook.class);
    private static final String SHIPPED = "classpath:mediahook/routes/*" + FoundFiles.ENDING;

    /** The template behind the short form of a sender's file; has no routes itself. */
    private static final String TEMPLATE = "classpath:mediahook/templates/mediahook-sender" + FoundFiles.ENDING;

    /** Not a sender's file: fetches and stores for all senders, and is loaded first. */
    private static final String MEDIA = "media";

    private final ModelCamelContext context;
    private final Map<String, Resource> byName;
    private final Supplier<Map<String, Resource>> found;
    private final Map<String, List<RouteDefinition>> running = new HashMap<>();
    private final OffFiles unbuilt;
    private final List<String> unusableSettings = new ArrayList<>();

    private RouteFiles(ModelCamelContext context, Supplier<Map<String, Resource>> found, OffFiles unbuilt) {
        this.unbuilt = unbuilt;
        this.context = context;
        this.found = found;
        this.byName = found.get();
    }

    /**
     * The shipped files and the context's own. Its own replace shipped files of the same name.
     *
     * @param shipped which senders' shipped files are wanted
     * @param patterns places of more files: {@code classpath:acme/*.camel.yaml}, {@code file:routes/acme.camel.yaml}
     * @throws IllegalStateException if a file that a pattern names does not exist
     */
    static RouteFiles of(CamelContext context, Predicate<String> shipped, Collection<String> patterns) {
        Map<String, Resource> inside = FoundFiles.at(context, SHIPPED);
        inside.keySet().removeIf(name -> !name.equals(MEDIA) && !shipped.test(name));
        inside.replaceAll(
                (name, file) -> RouteText.of(file).map(RouteText::asResource).orElse(file));
        RouteFiles files = new RouteFiles(
                (ModelCamelContext) context,
                () -> {
                    // Shipped files come first: if two files conflict, the shipped one runs.
                    Map<String, Resource> all = new LinkedHashMap<>(inside);
                    patterns.forEach(pattern -> all.putAll(FoundFiles.at(context, pattern)));
                    return all;
                },
                new OffFiles(inside));
        FoundFiles.checkThere(files.byName.values());
        return files;
    }

    /** The files found at the start, by name. */
    Map<String, RouteText> first() {
        return texts(byName);
    }

    /** The files now on disk, by name. */
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

    /** Where the files are, as Camel names resources. */
    List<String> locations() {
        return byName.values().stream().map(Resource::getLocation).toList();
    }

    /** The texts of the files. */
    List<String> texts() {
        return first().values().stream().map(RouteText::text).toList();
    }

    /**
     * Adds the files' routes to the running context, except those of senders that are off.
     *
     * @throws SettingsFault if a file can't use a setting, a secret in a wrong form for instance
     */
    synchronized void load(Senders senders, BiFunction<String, String, Optional<Sender>> off) {
        FoundFiles.at(context, TEMPLATE).forEach((name, file) -> build(name, file, senders));
        // The routes that fetch and store come before the routes that lead to them.
        byName.entrySet().stream()
                .sorted(Comparator.comparing(file -> !file.getKey().equals(MEDIA)))
                .forEach(file -> load(file.getKey(), file.getValue(), senders, off));
        if (!unusableSettings.isEmpty()) {
            throw new SettingsFault(unusableSettings);
        }
    }

    /** Adds the routes that {@link #load} has postponed to keep the start short. */
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
     * Replaces the routes of a file that has changed. If the new file can't be used, everything stays as it was.
     *
     * @param before the file in force; null if there is none
     * @return why the new file can't be used; null if it is in force now
     */
    @Nullable
    synchronized String replace(String name, RouteText text, @Nullable RouteText before) {
        BeansInForce beans = BeansInForce.of(context.getRegistry());
        Resource file = text.asResource();
        // This finds most faults before any route is removed.
        String cause = fault(file, () -> RouteDefinitions.of(context, file));
        if (cause != null) {
            beans.restore();
            return cause;
        }
        ChangingRoutes changing = context.getRegistry().findSingleByType(ChangingRoutes.class);
        changing.begin();
        try {
            RouteDefinitions.remove(context, running.getOrDefault(name, List.of()));
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

    /** Why a file can't be used; null if its routes run. A file runs completely or not at all. */
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
            cause = fault(file, () -> {
                RouteFault.check(
                        RouteText.of(file).map(RouteText::text).orElse(""), added, context.getRouteDefinitions());
                RouteDefinitions.start(context, added);
            });
        }
        if (cause != null) {
            RouteDefinitions.remove(context, added);
            RouteDefinitions.forget(context, file);
        }
        running.put(name, cause == null ? added : List.of());
        return cause;
    }

    private @Nullable String fault(Resource file, ThrowingRunnable<Exception> loading) {
        try {
            loading.run();
            return null;
        } catch (Exception | LinkageError | StackOverflowError fault) {
            // LinkageError: a bean's class lacks a dependency. StackOverflowError: the file is nested too deeply.
            LOG.debug("file={} broken", file.getLocation(), fault);
            unusableSettings.addAll(RouteFault.settings(fault));
            String text = RouteText.of(file).map(RouteText::text).orElse("");
            return RouteFault.line(file.getLocation(), text, fault);
        }
    }

    /** Rejects a route id that is taken: Camel would silently replace the other route. */
    private void add(RoutesBuilder routes) throws Exception {
        if (routes instanceof RouteConfigurationsBuilder configurations) {
            context.addRoutesConfigurations(configurations);
        }
        if (routes instanceof RouteBuilder builder) {
            for (RouteDefinition route : builder.configureRoutes(context).getRoutes()) {
                String id = route.getRouteId();
                if (id != null && context.getRouteDefinition(id) != null) {
                    throw new IllegalArgumentException(RouteFault.at(route) + "there is a route " + id + " already"
                            + RouteFault.in(context.getRouteDefinition(id)) + ": give this one an id of its own");
                }
            }
        }
        context.addRoutes(routes);
        routes.addTemplatedRoutesToCamelContext(context);
        if (routes instanceof RouteBuilder builder) {
            RouteDefinitions.haveAll(context, builder.getRouteCollection().getRoutes());
        }
    }
}
