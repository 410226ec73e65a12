package dev.mediahook.program;

import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the program logs, and as text or as JSON. Known before the first line is written, so before other settings. */
final class LogSettings {

    static final String FORMAT = "mediahook.log.format";
    static final String LEVEL = "mediahook.log.level";

    /**
     * The level that the log's own configuration reads first: one that there is, since of another it would write a page. Its name
     * does not begin as those that users set.
     */
    private static final String IN_FORCE = "dev.mediahook.logLevel";

    private static final Set<String> FORMATS = Set.of("text", "json");
    private static final List<String> LEVELS =
            List.of("off", "fatal", "error", "warn", "info", "debug", "trace", "all");

    private LogSettings() {}

    /**
     * Has the system properties say what was given in the environment, with {@code -D} or in the file, in Camel's order:
     * the log's own configuration reads nothing else. To be called before any class has its logger.
     *
     * @param file need not be there; what is wrong with it is told later, with all other faults
     */
    static void settle(Path file) {
        Map<String, String> written = written(file);
        for (String name : List.of(FORMAT, LEVEL)) {
            String given = System.getenv(KnownProperties.variable(name));
            if (given == null) {
                given = System.getProperty(name, written.get(name));
            }
            if (given != null) {
                System.setProperty(name, given.strip());
            }
        }
        String level = System.getProperty(LEVEL, "").toLowerCase(Locale.ROOT);
        System.setProperty(IN_FORCE, LEVELS.contains(level) ? level : "info");
    }

    private static Map<String, String> written(Path file) {
        try {
            return WrittenProperties.read(file).values();
        } catch (SettingsFault toldLater) {
            return Map.of();
        }
    }

    /** Whether the log is JSON, once that is settled. */
    static boolean isJson() {
        return "json".equalsIgnoreCase(System.getProperty(FORMAT));
    }

    /**
     * What is wrong with what was given; nothing if it can be used.
     *
     * @param reader of all properties
     */
    static Stream<String> faults(SettingsReader reader) {
        return Stream.concat(
                reader
                        .text(FORMAT)
                        .filter(format -> !FORMATS.contains(format.toLowerCase(Locale.ROOT)))
                        .map(format -> FORMAT + ": \"" + format + "\" is neither text nor json")
                        .stream(),
                reader
                        .text(LEVEL)
                        .filter(level -> !LEVELS.contains(level.toLowerCase(Locale.ROOT)))
                        .map(level -> LEVEL + ": \"" + level + "\" is none of " + String.join(", ", LEVELS))
                        .stream());
    }
}
