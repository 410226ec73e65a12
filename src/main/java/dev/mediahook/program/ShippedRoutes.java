package dev.mediahook.program;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The route files inside the jar. */
final class ShippedRoutes {

    private static final String PLACE = "classpath:mediahook/routes/*.camel.yaml";

    private ShippedRoutes() {}

    /** The text of each file, by the file's name. */
    static Map<String, String> texts() {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            JarDirectoryScan.use(context);
            Map<String, String> texts = new TreeMap<>();
            for (Resource file :
                    PluginHelper.getPackageScanResourceResolver(context).findResources(PLACE)) {
                try (InputStream stream = file.getInputStream()) {
                    String location = file.getLocation();
                    texts.put(
                            location.substring(location.lastIndexOf('/') + 1),
                            new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return texts;
        } catch (Exception unlikely) {
            throw new IllegalStateException("the jar's own route files can't be read", unlikely);
        }
    }
}
