package dev.mediahook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.spi.Resource;

/**
 * A route file as it was read.
 *
 * @param location as Camel names resources
 */
record RouteText(String location, String text) {

    static RouteText of(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return new RouteText(file.getLocation(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read the route file " + file.getLocation(), unreadable);
        }
    }
}
