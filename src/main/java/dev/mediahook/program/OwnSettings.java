package dev.mediahook.program;

import dev.mediahook.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** The settings as the program would find them in this folder, without starting the program. */
final class OwnSettings implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();

    OwnSettings() {
        GivenPropertiesComponent properties = new GivenPropertiesComponent(Path.of("application.properties"));
        properties.setLocation(Gateway.PROPERTIES);
        Gateway.ports().forEach(properties::addOverrideProperty);
        properties.setCamelContext(context);
        context.setPropertiesComponent(properties);
    }

    CamelContext context() {
        return context;
    }

    /**
     * @throws dev.mediahook.config.SettingsFault naming every faulty property
     */
    Settings read() {
        return StartCheck.of(context, Clock.systemUTC()).settings();
    }

    /** A property's value; empty if it has none. */
    String value(String name) {
        return context.getPropertiesComponent()
                .resolveProperty(name)
                .map(String::strip)
                .orElse("");
    }

    @Override
    public void close() {
        context.stop();
    }
}
