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

/**
 * What the program logs, and whether as text or as JSON. These settings are needed before the first line is written, so
 * they are read before all others.
 */
final class LogSettings {

    static final String FORMAT = "mediahook.log.format";
    static final String LEVEL = "mediahook.log.level";

    /**
     * The level that the log's own configuration reads first. It is always a valid level, since the log would answer an
     * invalid one with a page of text. The name begins differently from the names that users set.
     */
    private static final String IN_FORCE = "dev.mediahook.logLevel";

    private static final Set<String> FORMATS = Set.of("text", "json");
    private static final List<String> LEVELS =
            List.of("off", "fatal", "error", "warn", "info", "debug", "trace", "all");

    private LogSettings() {}

    /**
     * Sets the system properties to what was given in the environment, with {@code -D} or in the file, in Camel's
     * order, since the log's own configuration reads nothing else. Has to be called before any class has its logger.
     *
     * @param file need not exist; its faults are reported later, with all other faults
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

    /** Whether the log is JSON, once the settings are in force. */
    static boolean isJson() {
        return "json".equalsIgnoreCase(System.getProperty(FORMAT));
    }

    /**
     * What is wrong with the given values; nothing if they can be used.
     *
     * @param reader reads all properties
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
