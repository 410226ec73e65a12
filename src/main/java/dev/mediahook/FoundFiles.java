package dev.mediahook;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Finds route files. A file's name is its file name without the ending. */
final class FoundFiles {

    static final String ENDING = ".camel.yaml";

    private FoundFiles() {}

    /**
     * The files that match a pattern. A pattern without a star names one file, which is returned even if it does not
     * exist.
     */
    static Map<String, Resource> at(CamelContext context, String pattern) {
        try {
            Map<String, Resource> found = new TreeMap<>();
            for (Resource one :
                    PluginHelper.getPackageScanResourceResolver(context).findResources(pattern)) {
                String location = one.getLocation();
                String file = location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1);
                if (file.startsWith(".")) {
                    // Editors and file systems leave hidden files here.
                    continue;
                }
                found.put(file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file, one);
            }
            return found;
        } catch (NoSuchFileException none) {
            if (pattern.contains("*")) {
                return new TreeMap<>();
            }
            throw new IllegalStateException("there is no route file at " + pattern, none);
        } catch (Exception unreadable) {
            throw new IllegalStateException("can't look for route files at " + pattern, unreadable);
        }
    }

    /**
     * Checks that all files exist. A dangling link counts as existing; it breaks only its own sender.
     *
     * @throws IllegalStateException if a file is missing
     */
    static void checkThere(Collection<Resource> files) {
        files.stream()
                .filter(file -> file.getLocation().startsWith("file:") && !file.exists())
                .filter(file -> !Files.isSymbolicLink(Path.of(file.getLocation().substring("file:".length()))))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalStateException("there is no route file at " + missing.getLocation());
                });
    }
}
