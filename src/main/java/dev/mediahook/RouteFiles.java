package dev.mediahook;

import dev.mediahook.log.EventLog;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;

/** The route files of one context, by their names. Each is loaded by itself: one that can't be used stops its own sender only. */
final class RouteFiles {

    private static final Logger LOG = EventLog.of(Mediahook.class);
    private static final String ENDING = ".camel.yaml";
    private static final String SHIPPED = "classpath:mediahook/routes/*" + ENDING;

    /** Not a sender's: fetches and stores for all of them, and comes first. */
    private static final String MEDIA = "media";

    private final ModelCamelContext context;
    private final Map<String, Resource> byName;
    private final Set<Resource> shipped;

    private RouteFiles(ModelCamelContext context, Map<String, Resource> byName, Set<Resource> shipped) {
        this.context = context;
        this.byName = byName;
        this.shipped = shipped;
    }

    /**
     * The shipped files and those of a context's own, which replace shipped ones of the same name.
     *
     * @param shipped which senders' shipped files are wanted
     * @param patterns places of more files: {@code classpath:acme/*.camel.yaml}, {@code file:routes/acme.camel.yaml}
     */
    static RouteFiles of(CamelContext context, Predicate<String> shipped, Collection<String> patterns) {
        // Of two that can't both run, the shipped one does.
        Map<String, Resource> files = new LinkedHashMap<>();
        find(context, SHIPPED).forEach((name, file) -> {
            if (name.equals(MEDIA) || shipped.test(name)) {
                files.put(name, file);
            }
        });
        Set<Resource> ours = Set.copyOf(files.values());
        patterns.forEach(pattern -> files.putAll(find(context, pattern)));
        return new RouteFiles((ModelCamelContext) context, files, ours);
    }

    private static Map<String, Resource> find(CamelContext context, String pattern) {
        try {
            Map<String, Resource> found = new TreeMap<>();
            for (Resource one :
                    PluginHelper.getPackageScanResourceResolver(context).findResources(pattern)) {
                String location = one.getLocation();
                String file = location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1);
                found.put(file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file, one);
            }
            return found;
        } catch (Exception unreadable) {
            throw new IllegalStateException("can't look for route files at " + pattern, unreadable);
        }
    }

    /** Where they are, as Camel names resources. */
    List<String> locations() {
        return byName.values().stream().map(Resource::getLocation).toList();
    }

    /** What stands in the files. */
    List<String> texts() {
        return byName.values().stream().map(RouteFiles::text).toList();
    }

    private static String text(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read the route file " + file.getLocation(), unreadable);
        }
    }

    /**
     * Adds their routes to the running context.
     *
     * @param off tells by its name and text that a file's sender is off, so that its routes need not be built
     */
    void load(Senders senders, BiFunction<String, String, Optional<Sender>> off) {
        boolean located = Boolean.TRUE.equals(context.isSourceLocationEnabled());
        context.setSourceLocationEnabled(true);
        try {
            // The rooms of fetching and storing come before whoever leads to them.
            byName.entrySet().stream()
                    .sorted(Comparator.comparing(file -> !file.getKey().equals(MEDIA)))
                    .forEach(file -> load(file.getKey(), file.getValue(), senders, off));
        } finally {
            context.setSourceLocationEnabled(located);
        }
    }

    private void load(
            String name, Resource file, Senders senders, BiFunction<String, String, Optional<Sender>> off) {
        Optional<Sender> unused = off.apply(name, text(file));
        unused.ifPresent(senders::register);
        if (unused.isPresent() && shipped.contains(file)) {
            return;
        }
        List<RouteDefinition> before = List.copyOf(context.getRouteDefinitions());
        try {
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(file)) {
                add(routes, unused.isPresent());
            }
        } catch (Exception fault) {
            String cause = RouteFault.line(file.getLocation(), text(file), fault);
            LOG.error("sender={} broken: {}", name, cause);
            LOG.debug("sender={} broken", name, fault);
            undo(before);
            unused.ifPresent(sender -> senders.forget(sender.name()));
            senders.broken(name, cause);
        }
    }

    /**
     * Camel would put a route in the place of another that has its id, without a word.
     *
     * @param only look whether it can be read
     */
    private void add(RoutesBuilder routes, boolean only) throws Exception {
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
        if (!only) {
            context.addRoutes(routes);
        }
    }

    /** No half of a file runs. */
    private void undo(List<RouteDefinition> before) {
        List<RouteDefinition> added = new ArrayList<>(context.getRouteDefinitions());
        added.removeAll(before);
        for (RouteDefinition route : added) {
            try {
                context.removeRouteDefinition(route);
            } catch (Exception unlikely) {
                LOG.warn("route={} could not be removed error={}", route.getId(), unlikely.toString());
            }
        }
    }
}
