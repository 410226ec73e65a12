package dev.mediahook.store.probe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How large or long a medium is, if its header says so. A few bytes are read, never pixels, and a header that makes
 * no sense is one that says nothing.
 *
 * @param width in pixels, or null if that is not known
 * @param height in pixels, or null if that is not known
 * @param durationMillis or null if that is not known
 */
public record Dimensions(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis) {

    static final Dimensions UNKNOWN = new Dimensions(null, null, null);

    public static Dimensions of(Path file, String contentType) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileBytes bytes = new FileBytes(channel);
            return switch (contentType) {
                case "image/png" -> ImageHeader.png(bytes);
                case "image/jpeg" -> ImageHeader.jpeg(bytes);
                case "image/gif" -> ImageHeader.gif(bytes);
                case "image/webp" -> ImageHeader.webp(bytes);
                case "video/mp4", "video/quicktime", "video/x-m4v", "audio/mp4" -> new MovieHeader(bytes).dimensions();
                case "audio/vnd.wave" -> SoundHeader.wav(bytes);
                case "audio/flac" -> SoundHeader.flac(bytes);
                default -> UNKNOWN;
            };
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    static Dimensions image(int width, int height) {
        return width > 0 && height > 0 ? new Dimensions(width, height, null) : UNKNOWN;
    }

    static Dimensions sound(long units, long unitsPerSecond) {
        return units > 0 && unitsPerSecond > 0 ? new Dimensions(null, null, millis(units, unitsPerSecond)) : UNKNOWN;
    }

    /** Seconds first: a count of 64 bits times a thousand would not fit. */
    static @Nullable Long millis(long units, long unitsPerSecond) {
        long seconds = units / unitsPerSecond;
        boolean sensible = units >= 0 && seconds < Integer.MAX_VALUE;
        return sensible ? Long.valueOf(seconds * 1000 + units % unitsPerSecond * 1000 / unitsPerSecond) : null;
    }
}
