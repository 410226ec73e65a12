package dev.mediahook.program;

import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code routes} beside the program. */
final class RouteFolder {

    private RouteFolder() {}

    /** The files in the folder that look like routes, but are not read. */
    static List<String> strange(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(?i)[^.].*\\.(ya?ml|java|xml|kts?|groovy)"))
                    .filter(file -> !file.getFileName().toString().endsWith(".camel.yaml"))
                    .sorted()
                    .map(file ->
                            file + " is not read: a route file's name ends in .camel.yaml; a sender in Java is a jar in"
                                    + " the folder lib")
                    .toList();
        } catch (IOException unreadable) {
            throw new SettingsFault(List.of("the folder " + folder + " can't be read"));
        }
    }

    /** A pattern for the route files in the folder, including files that are added later. */
    static String[] pattern(Path folder) {
        return new String[] {"file:" + folder + "/*.camel.yaml"};
    }

    /** Camel's names of the route files in the folder; none if there is no such folder. */
    static String[] files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new String[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.camel\\.yaml"))
                    .sorted()
                    .map(file -> "file:" + file)
                    .toArray(String[]::new);
        } catch (IOException unreadable) {
            throw new SettingsFault(List.of("the folder " + folder + " can't be read"));
        }
    }
}
