package dev.mediahook.fetch;

import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A note beside a part which says that the part is complete, and what is known of it. So a medium that could not be
 * stored or recorded is not fetched again, perhaps from a URL that has expired meanwhile. The note counts only if the
 * bytes still have its hash.
 */
final class WholePart {

    private static final Logger LOG = EventLog.of(MediaFetcher.class);
    private static final String NOTE = ".whole";

    private WholePart() {}

    static void write(Download download) throws IOException {
        StringBuilder note = new StringBuilder();
        add(note, "sha256", download.sha256());
        add(note, "host", download.sourceHost());
        add(note, "millis", Long.toString(download.took().toMillis()));
        add(note, "attempts", Integer.toString(download.attempts()));
        add(note, "type", download.declaredType());
        add(note, "etag", download.etag());
        add(note, "modified", download.lastModified());
        Files.writeString(note(download.file()), note);
    }

    /**
     * The medium that an earlier try received completely.
     *
     * @param sha256 hashes the file; called only if there is a note
     */
    static Optional<Download> read(Path file, Hash sha256) throws IOException {
        Path note = note(file);
        if (!Files.exists(note) || !Files.exists(file)) {
            return Optional.empty();
        }
        Properties known = new Properties();
        Duration took;
        int attempts;
        try (Reader reader = Files.newBufferedReader(note)) {
            known.load(reader);
            took = Duration.ofMillis(Long.parseLong(known.getProperty("millis", "0")));
            attempts = Integer.parseInt(known.getProperty("attempts", "1"));
        } catch (IllegalArgumentException cutOff) {
            return Optional.empty();
        }
        String hash = known.getProperty("sha256", "");
        if (!hash.equals(sha256.of(file))) {
            LOG.warn("part={} was whole and has changed on the disk, it is fetched anew", file.getFileName());
            return Optional.empty();
        }
        return Optional.of(new Download(
                file,
                Files.size(file),
                hash,
                known.getProperty("host", ""),
                known.getProperty("type"),
                known.getProperty("etag"),
                known.getProperty("modified"),
                took,
                attempts));
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(note(file));
    }

    /** Hashes a file, as lower-case hex. */
    @FunctionalInterface
    interface Hash {
        String of(Path file) throws IOException;
    }

    /**
     * Writes what {@link Properties} can load. Their own store() adds the time of day, which takes as long as the rest
     * of a note.
     */
    private static void add(StringBuilder note, String name, @Nullable String value) {
        if (value != null) {
            String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            note.append(name).append('=').append(escaped).append('\n');
        }
    }

    private static Path note(Path file) {
        return file.resolveSibling(file.getFileName() + NOTE);
    }
}
