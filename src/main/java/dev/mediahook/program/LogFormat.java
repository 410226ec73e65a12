package dev.mediahook.program;

import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.config.WrittenProperties;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the program writes its log: as text or as JSON. Known before the first line is written, so before other settings. */
final class LogFormat {

    static final String PROPERTY = "mediahook.log.format";

    private static final Set<String> FORMATS = Set.of("text", "json");

    private LogFormat() {}

    /**
     * Has the system property say what was given in the environment, with {@code -D} or in the file, in Camel's order: the
     * log's own configuration reads nothing else. To be called before any class has its logger.
     *
     * @param file need not be there; what is wrong with it is told later, with all other faults
     */
    static void settle(Path file) {
        String given = System.getenv(KnownProperties.variable(PROPERTY));
        if (given == null) {
            given = System.getProperty(PROPERTY);
        }
        if (given == null) {
            given = inFile(file);
        }
        if (given != null) {
            System.setProperty(PROPERTY, given.strip());
        }
    }

    private static @Nullable String inFile(Path file) {
        try {
            return WrittenProperties.read(file).values().get(PROPERTY);
        } catch (SettingsFault toldLater) {
            return null;
        }
    }

    /** Whether the log is JSON, once that is settled. */
    static boolean isJson() {
        return "json".equalsIgnoreCase(System.getProperty(PROPERTY));
    }

    /**
     * What is wrong with the format that was given; nothing if it can be used.
     *
     * @param reader of all properties
     */
    static Optional<String> fault(SettingsReader reader) {
        return reader.text(PROPERTY)
                .filter(format -> !FORMATS.contains(format.toLowerCase(Locale.ROOT)))
                .map(format -> PROPERTY + ": \"" + format + "\" is neither text nor json");
    }
}
