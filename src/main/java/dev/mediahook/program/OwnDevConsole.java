package dev.mediahook.program;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;

/**
 * Keeps Camel's own dev consoles off the management port, which asks for no token: they show the values of properties,
 * secrets included, and evaluate what a caller writes.
 */
final class OwnDevConsole {

    private static final String ID = "mediahook";

    private final Optional<DevConsoleRegistry> registry;

    private OwnDevConsole(Optional<DevConsoleRegistry> registry) {
        this.registry = registry;
    }

    /** Closes all consoles; has to be called before the management port is opened. */
    static OwnDevConsole of(CamelContext context) {
        OwnDevConsole own = new OwnDevConsole(Optional.ofNullable(DevConsoleRegistry.get(context)));
        own.registry.ifPresent(consoles -> consoles.setEnabled(false));
        return own;
    }

    /** Opens our console, once Camel has loaded its own. */
    void open() {
        registry.ifPresent(consoles -> {
            consoles.setEnabled(true);
            for (DevConsole other :
                    consoles.stream().filter(one -> !one.getId().equals(ID)).toList()) {
                consoles.unregister(other);
            }
        });
    }
}
