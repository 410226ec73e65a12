package dev.mediahook;

import dev.mediahook.api.SenderCalls.SenderState;
import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * The route files to load: those of the folder, and of the shipped ones those that the folder lacks.
 *
 * @param resources a Camel resource for each file name
 */
record RouteFiles(Map<String, String> resources) {

    private static final String ENDING = ".camel.yaml";
    private static final String SHIPPED = "mediahook/routes";
    /** Of several properties the last: what turns a sender on most often stands there. */
    private static final Pattern PRECONDITION =
            Pattern.compile("(?s)precondition:(?:(?!from:).)*\\$\\{properties:([^:}]+)");

    private static final Pattern PATH = Pattern.compile("path:\\s*\"?/webhooks/([^/\\s\",}]+)");

    static RouteFiles in(Path folder) {
        Map<String, String> resources = new TreeMap<>();
        for (String name : shipped()) {
            resources.put(name, "classpath:" + SHIPPED + "/" + name);
        }
        if (Files.isDirectory(folder)) {
            for (String name : names(folder)) {
                resources.put(name, "file:" + folder.resolve(name));
            }
        }
        return new RouteFiles(resources);
    }

    String pattern() {
        return String.join(",", resources.values());
    }

    /** What stands in the files. */
    List<String> texts() {
        return resources.values().stream().map(RouteFiles::text).toList();
    }

    /** Whoever has a path of its own. */
    Set<String> senders() {
        return texts().stream()
                .flatMap(text -> PATH.matcher(text).results())
                .map(path -> path.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks that no two routes wait at the same path: of two, one would never be reached.
     *
     * @throws SettingsFault naming the path
     */
    void checkPaths() {
        Map<String, String> seen = new TreeMap<>();
        resources.forEach((name, resource) -> {
            Matcher path = PATH.matcher(text(resource));
            while (path.find()) {
                String other = seen.putIfAbsent(path.group(1), name);
                if (other != null) {
                    throw new SettingsFault(List.of("/webhooks/" + path.group(1) + " stands in " + other + " and in "
                            + name + ": give each sender a path of its own"));
                }
            }
        });
    }

    /** For each sender whose route has a condition, the property that turns it on. */
    Map<String, String> switches() {
        Map<String, String> switches = new TreeMap<>();
        resources.values().forEach(resource -> {
            String text = text(resource);
            Matcher property = PRECONDITION.matcher(text);
            Matcher path = PATH.matcher(text);
            while (property.find() && path.find(property.end())) {
                switches.put(path.group(1), property.group(1));
            }
        });
        return switches;
    }

    /**
     * The senders of the files, and whether they are on.
     *
     * @param asked whether a key is there to ask a sender with
     */
    List<SenderState> states(CamelContext context, Predicate<String> asked) {
        return switches().entrySet().stream()
                .map(one -> new SenderState(
                        one.getKey(),
                        receives(context, one.getKey()),
                        one.getValue(),
                        context.getPropertiesComponent()
                                .resolveProperty(one.getValue())
                                .filter(value -> !value.isBlank())
                                .isPresent(),
                        asked.test(one.getKey())))
                .toList();
    }

    private static boolean receives(CamelContext context, String sender) {
        return context.getRoutes().stream()
                .map(Route::getEndpoint)
                .anyMatch(endpoint -> endpoint instanceof PlatformHttpEndpoint http
                        && (http.getPath() + "/").startsWith("/webhooks/" + sender + "/"));
    }

    private static String text(String resource) {
        try (InputStream stream = resource.startsWith("file:")
                ? Files.newInputStream(Path.of(resource.substring("file:".length())))
                : RouteFiles.class.getClassLoader().getResourceAsStream(resource.substring("classpath:".length()))) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read the route file " + resource, unreadable);
        }
    }

    private static List<String> shipped() {
        URL url = RouteFiles.class.getClassLoader().getResource(SHIPPED);
        if (url == null) {
            return List.of();
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return names(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return names(jar.getPath(SHIPPED));
            }
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("can't read the routes inside the jar", unreadable);
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read the folder " + folder, unreadable);
        }
    }
}
