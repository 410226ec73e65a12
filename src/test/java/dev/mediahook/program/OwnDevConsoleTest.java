package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.console.AbstractDevConsole;
import org.junit.jupiter.api.Test;

/** Specifies which dev consoles the program's management port shows. */
class OwnDevConsoleTest {

    @Test
    void camelsOwnConsolesAreNeverShown() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setDevConsole(true);
            OwnDevConsole own = OwnDevConsole.of(context);
            DevConsoleRegistry registry = DevConsoleRegistry.get(context);
            context.start();
            registry.loadDevConsoles(true);
            registry.register(console());
            assertThat(registry.stream()).as("before the program has started").isEmpty();

            own.open();

            assertThat(registry.stream()).extracting(DevConsole::getId).containsExactly("mediahook");
        }
    }

    private static DevConsole console() {
        return new AbstractDevConsole("mediahook", "mediahook", "Mediahook", "Ours") {
            @Override
            protected Map<String, Object> doCallJson(Map<String, Object> options) {
                return Map.of();
            }

            @Override
            protected String doCallText(Map<String, Object> options) {
                return "";
            }
        };
    }
}
