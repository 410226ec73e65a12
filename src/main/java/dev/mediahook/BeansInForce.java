package dev.mediahook;

import java.util.Map;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/** What the registry holds, so that it can hold it again after a route file has bound beans that are of no use. */
final class BeansInForce {

    private final Registry registry;
    private final Map<String, Object> byName;

    private BeansInForce(Registry registry, Map<String, Object> byName) {
        this.registry = registry;
        this.byName = byName;
    }

    static BeansInForce of(Registry registry) {
        return new BeansInForce(registry, bound(registry));
    }

    /** Not those of a host's container, which no route file binds: some of them are made anew by each look. */
    private static Map<String, Object> bound(Registry registry) {
        Registry own = registry instanceof DefaultRegistry several ? several.getFallbackRegistry() : registry;
        return Map.copyOf(own.findByTypeWithName(Object.class));
    }

    /** Undoes what was bound since. */
    void restore() {
        bound(registry).forEach((name, bean) -> {
            Object before = byName.get(name);
            if (before != bean) {
                registry.unbind(name);
                if (before != null) {
                    registry.bind(name, before);
                }
            }
        });
    }
}
