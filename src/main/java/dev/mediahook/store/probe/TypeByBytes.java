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
 * Detects a file's type from its bytes, whatever its name is and whatever the media host declares. An SVG counts as an
 * image: models make them, and nothing here renders one. {@code mediahook.media.content-types} can leave it out.
 */
public final class TypeByBytes {

    /** The text before an SVG's root element may be long. */
    private static final int HEAD = 1 << 16;

    /** The content type; {@code application/octet-stream} if it is unknown. */
    public String of(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            stream.mark(HEAD);
            Optional<String> image = MagicNumbers.imageOf(stream.readNBytes(MagicNumbers.LENGTH));
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
