package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers of ports end the start. */
class PortsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "http"})
    void onlyAPortThatSendersCanKnowIsOne(String port) throws IOException {
        refused("camel.server.port", port);
        refused("camel.management.port", port);
    }

    private static void refused(String property, String port) throws IOException {
        Properties given = new Properties();
        given.setProperty(property, port);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(given);

            assertThatThrownBy(() -> Ports.check(context))
                    .isInstanceOf(SettingsFault.class)
                    .hasMessageContaining(property + ": \"" + port + "\" is not a port from 1 to 65535");
        }
    }
}
