package dev.mediahook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A route file as it was read.
 *
 * @param location as Camel names resources
 */
record RouteText(String location, String text) {

    /** Nothing if it is gone, or can't be read. */
    static Optional<RouteText> of(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return Optional.of(
                    new RouteText(file.getLocation(), new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The file again, which is not read any more. */
    Resource asResource() {
        return ResourceHelper.fromString(location, text);
    }
}
