package dev.mediahook.program;

import dev.mediahook.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the program uses, as one line at the start; addresses are shown without their credentials. */
record InUse(Settings settings, List<String> routeFiles) {

    /** The version in the jar's manifest. */
    static String version() {
        return Optional.ofNullable(InUse.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    String line() {
        Path data = settings.dataDir().toAbsolutePath().normalize();
        return "mediahook version=" + version()
                + " java=" + Runtime.version()
                + " data=" + data
                + " database=" + database()
                + " store=" + store()
                + " properties="
                + (Files.exists(Path.of("application.properties")) ? "application.properties" : "defaults")
                + (routeFiles.isEmpty() ? "" : " routes=" + routes());
    }

    /** The user's own files by name. All shipped files together would be longer than a log line may be. */
    private String routes() {
        Stream<String> own =
                routeFiles.stream().filter(file -> !isShipped(file)).map(InUse::file);
        long shipped = routeFiles.stream().filter(InUse::isShipped).count();
        return Stream.concat(own, Stream.of("shipped:" + shipped)).collect(Collectors.joining(","));
    }

    /** Where the database is, without credentials. */
    String database() {
        String url = settings.database().url();
        Path data = settings.dataDir().toAbsolutePath().normalize();
        return url.isEmpty() ? data.resolve("mediahook.db").toString() : withoutCredentials(url);
    }

    /** Where the media are stored, without credentials. */
    String store() {
        return withoutCredentials(settings.media().store());
    }

    /** The name of a route file as the user knows it. */
    static String file(String resource) {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return isShipped(resource) ? "shipped:" + name : resource.replaceFirst("^file:", "");
    }

    /** Whether a route file comes from inside the jar. */
    static boolean isShipped(String resource) {
        return resource.contains("mediahook/routes/") && !resource.startsWith("file:routes/");
    }

    private static String withoutCredentials(String address) {
        return address.replaceFirst("(?s)\\?.*", "").replaceFirst("//[^/]*@", "//");
    }
}
