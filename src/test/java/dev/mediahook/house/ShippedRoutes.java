package dev.mediahook.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files in {@code routes/}, read as plain YAML. */
final class ShippedRoutes {

    static final Path FOLDER = Path.of("routes");

    /** Files that run only if a team names them. */
    private static final Path BROKERS = Path.of("src/main/resources/mediahook/brokers");

    private ShippedRoutes() {}

    static List<Path> files() {
        return files(FOLDER);
    }

    static List<Path> brokers() {
        return files(BROKERS);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files that each describe a sender. */
    static List<Path> senders() {
        return files().stream()
                .filter(file -> !file.endsWith("media.camel.yaml"))
                .toList();
    }

    /** The items of the file's top level. */
    static List<Map<String, Object>> items(Path file) {
        try {
            return list(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first route of a file that consumes from such a URI. */
    static Optional<Map<String, Object>> routeFrom(Path file, String scheme) {
        return items(file).stream()
                .filter(item -> item.containsKey("route"))
                .map(item -> map(item.get("route")))
                .filter(route ->
                        String.valueOf(map(route.get("from")).get("uri")).startsWith(scheme))
                .findFirst();
    }

    static List<Map<String, Object>> steps(Map<String, Object> parent) {
        return list(parent.getOrDefault("steps", List.of()));
    }

    @SuppressWarnings("unchecked") // YAML maps have string keys here; otherwise the cast fails the test
    static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked") // as above
    static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }
}
