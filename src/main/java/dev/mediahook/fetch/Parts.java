package dev.mediahook.fetch;

import dev.mediahook.delivery.EventId;
import dev.mediahook.event.MediumRef;
import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** The folder of parts: media that have not arrived completely, or have and are not stored yet. */
final class Parts {

    private static final Logger LOG = EventLog.of(MediaFetcher.class);

    private final Path folder;
    private final Spooling spooling;
    private final InstantSource clock;

    Parts(Path folder, Spooling spooling, InstantSource clock) {
        this.folder = folder;
        this.spooling = spooling;
        this.clock = clock;
    }

    /** Opens the part of a medium; it may be empty. */
    Part open(String key) throws IOException {
        return new Part(folder, key, spooling);
    }

    /** Deletes what has arrived of a medium that is no longer wanted. */
    void discard(EventId event, MediumRef medium) {
        try (Part part = open(MediaRequest.partKey(event, medium))) {
            part.delete();
        } catch (IOException | UncheckedIOException left) {
            LOG.debug("a part is left for the sweep", left);
        }
    }

    private static void sweep(Path file, Instant cutoff) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(cutoff)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException storedMeanwhile) {
            LOG.debug("{} is gone already", file.getFileName());
        }
    }

    /** Deletes parts that were not resumed for a while. */
    void sweep(Duration age) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant cutoff = clock.instant().minus(age);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sweep(file, cutoff);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn("the folder for parts can't be swept error={}", unreadable.toString());
        }
    }
}
