package dev.mediahook;

import java.util.Map;
import org.apache.camel.spi.Registry;

/** What the registry holds, so that it can hold it again after a route file has bound beans that are of no use. */
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

    /** Undoes what was bound since. */
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
