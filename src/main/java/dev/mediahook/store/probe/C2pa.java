package dev.mediahook.store.probe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file carries a manifest of C2PA (Content Credentials) with its provenance. Only whether there is one: nobody
 * looks at what it says, nor whether its signature is valid. A few bytes are read.
 */
public enum C2pa {
    PRESENT,
    ABSENT;

    /** Null if the file's kind can hold a manifest in a place that is not looked at, or if the file can't be read. */
    public static @Nullable C2pa of(Path file, String contentType) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ManifestPlaces places = new ManifestPlaces(new FileBytes(channel));
            return switch (contentType) {
                case "image/jpeg" -> of(places.inJpeg());
                case "image/png" -> of(places.inPng());
                case "image/webp", "audio/vnd.wave" -> of(places.inRiff());
                case "image/avif",
                        "image/heic",
                        "image/heif",
                        "video/mp4",
                        "video/quicktime",
                        "video/x-m4v",
                        "audio/mp4" -> of(places.inIsoMedia());
                default -> null;
            };
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static C2pa of(boolean found) {
        return found ? PRESENT : ABSENT;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
