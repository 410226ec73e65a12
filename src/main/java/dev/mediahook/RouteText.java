package dev.mediahook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The text of a route file, as read.
 *
 * @param location as Camel names resources
 */
record RouteText(String location, String text) {

    /** Empty if the file is gone or can't be read. */
    static Optional<RouteText> of(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return Optional.of(
                    new RouteText(file.getLocation(), new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** This text as a resource. The file is not read again. */
    Resource asResource() {
        return ResourceHelper.fromString(location, text);
    }
}
