package dev.mediahook;

import java.util.Map;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/**
 * A snapshot of the registry's beans. It restores them if a changed route file binds others and turns out to be
 * unusable.
 */
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

    /**
     * Leaves out the beans of a host's container: no route file binds them, and some are created anew by each lookup.
     */
    private static Map<String, Object> bound(Registry registry) {
        Registry own = registry instanceof DefaultRegistry several ? several.getFallbackRegistry() : registry;
        return Map.copyOf(own.findByTypeWithName(Object.class));
    }

    /** Undoes every binding made since the snapshot. */
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
