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

/** Looks for route files, each by its name: what stands before the ending. */
final class FoundFiles {

    static final String ENDING = ".camel.yaml";

    private FoundFiles() {}

    /** The files that a pattern leads to; one without a star names its file, whether there is one or not. */
    static Map<String, Resource> at(CamelContext context, String pattern) {
        try {
            Map<String, Resource> found = new TreeMap<>();
            for (Resource one :
                    PluginHelper.getPackageScanResourceResolver(context).findResources(pattern)) {
                String location = one.getLocation();
                String file = location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1);
                if (file.startsWith(".")) {
                    // What editors and file systems put beside a file.
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
     * Lets files pass that are there; a link that leads nowhere is there, and breaks its own sender.
     *
     * @throws IllegalStateException if one is not
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
