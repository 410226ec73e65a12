package dev.mediahook;

import java.util.Map;
import org.apache.camel.spi.Registry;

/** The registry's beans as they are, to be bound again if a route file that binds others turns out to be unusable. */
final class BeansInForce {

    private final Registry registry;
    private final Map<String, Object> byName;

    private BeansInForce(Registry registry, Map<String, Object> byName) {
        this.registry = registry;
        this.byName = byName;
    }

    static BeansInForce of(Registry registry) {
        return new BeansInForce(registry, Map.copyOf(registry.findByTypeWithName(Object.class)));
    }

    /** Undoes every binding made since. */
    void restore() {
        Map.copyOf(registry.findByTypeWithName(Object.class)).forEach((name, bean) -> {
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
