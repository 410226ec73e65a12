package dev.mediahook.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How large an image is, where Java knows its header. Only headers are read, never pixels.
 *
 * @param width in pixels, or null where that is not known
 * @param height in pixels, or null where that is not known
 */
record Dimensions(@Nullable Integer width, @Nullable Integer height) {

    private static final Dimensions UNKNOWN = new Dimensions(null, null);

    static Dimensions of(Path file) {
        try (FileImageInputStream stream = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return UNKNOWN;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return new Dimensions(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) {
            return UNKNOWN;
        }
    }
}
