package dev.mediahook.console;

import dev.mediahook.delivery.RawBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the console's page, from the class path. Each is read once. */
final class Assets {

    private static final String FOLDER = "/mediahook/console/";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.(html|css|js|svg|woff2)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /** The page itself, the same for all its addresses. */
    Asset page() {
        return named("index.html").orElseThrow(() -> new IllegalStateException("the console's page is missing"));
    }

    /** A file by its name; empty if there is none. */
    Optional<Asset> named(String name) {
        Asset known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Matcher matcher = NAME.matcher(name);
        Optional<Asset> found = matcher.matches() ? load(name, matcher.group(1)) : Optional.empty();
        found.ifPresent(asset -> read.put(name, asset));
        return found;
    }

    private static Optional<Asset> load(String name, String extension) {
        try (InputStream file = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return Optional.empty();
            }
            RawBody body = RawBody.of(file.readAllBytes());
            String etag = "\"" + body.sha256().substring(0, 32) + "\"";
            return Optional.of(new Asset(String.valueOf(TYPES.get(extension)), body, etag));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read " + FOLDER + name, unreadable);
        }
    }
}
