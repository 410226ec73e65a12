package dev.mediahook.store.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells what a file is by its bytes alone: not by its name, and not by what the media host calls it. An SVG counts as
 * the image that it is: models make them, and nothing here draws or serves one; who does not want them lists the types
 * to keep.
 */
public final class TypeByBytes {

    /** What stands before the root element of a drawing may be long. */
    private static final int HEAD = 1 << 16;

    /** The content type, {@code application/octet-stream} where nothing is known. */
    public String of(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            stream.mark(HEAD);
            Optional<String> image = Signatures.imageOf(stream.readNBytes(Signatures.LENGTH));
            if (image.isPresent()) {
                return image.get();
            }
            stream.reset();
            stream.mark(HEAD);
            byte[] head = stream.readNBytes(HEAD);
            stream.reset();
            return Containers.refine(types().detect(stream, new Metadata()).toString(), head);
        }
    }

    /** The usual extension of a content type, without a dot. */
    public String extension(String contentType) {
        return switch (contentType) {
            case "image/jpeg" -> "jpg";
            case "video/quicktime" -> "mov";
            case "video/x-matroska" -> "mkv";
            case "video/ogg" -> "ogv";
            case "video/mp2t" -> "ts";
            case "audio/vnd.wave" -> "wav";
            case "audio/mpeg" -> "mp3";
            case "audio/mp4" -> "m4a";
            case "audio/aac" -> "aac";
            case "audio/flac" -> "flac";
            case "audio/ogg" -> "ogg";
            case "model/gltf-binary" -> "glb";
            default -> registered(contentType);
        };
    }

    private static String registered(String contentType) {
        try {
            String extension = types().forName(contentType).getExtension();
            return extension.isEmpty() ? "bin" : extension.substring(1);
        } catch (MimeTypeException unknown) {
            return "bin";
        }
    }

    /** Read at the first use and kept by Tika: some hundred milliseconds that a start should not wait for. */
    private static MimeTypes types() {
        return MimeTypes.getDefaultMimeTypes();
    }
}
