package dev.mediahook;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Installs Mediahook in a Camel Main application: {@code main.configure().addConfiguration(MediahookConfiguration.class)}. */
public final class MediahookConfiguration implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        var unused = Mediahook.in(context).install();
    }
}
