package dev.mediahook;

import java.util.Map;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/** The registry's beans as they are, to be bound again if a route file that binds others turns out to be unusable. */
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

    /** Undoes every binding made since. */
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
