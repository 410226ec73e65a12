package dev.mediahook.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/** Tells what a file is by its bytes alone: not by its name, and not by what the media host calls it. */
public final class TypeByBytes {

    private static final int HEAD = 4096;

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /** The content type, {@code application/octet-stream} where nothing is known. */
    public String of(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            String type = types.detect(stream, new Metadata()).toString();
            return isIsoMedia(type) ? isoMedia(file, type) : type;
        }
    }

    /** The usual extension of a content type, without a dot. */
    public String extension(String contentType) {
        return switch (contentType) {
            case "image/jpeg" -> "jpg";
            case "video/quicktime" -> "mov";
            case "audio/vnd.wave" -> "wav";
            default -> registered(contentType);
        };
    }

    private String registered(String contentType) {
        try {
            String extension = types.forName(contentType).getExtension();
            return extension.isEmpty() ? "bin" : extension.substring(1);
        } catch (MimeTypeException unknown) {
            return "bin";
        }
    }

    private static boolean isIsoMedia(String type) {
        return type.equals("video/quicktime")
                || type.equals("application/mp4")
                || type.equals("video/mp4")
                || type.equals("audio/mp4")
                || type.equals("application/octet-stream");
    }

    /** Only the major brand tells an MP4 from a QuickTime movie; Tika calls the common brand isom QuickTime. */
    private static String isoMedia(Path file, String otherwise) throws IOException {
        byte[] head;
        try (InputStream stream = Files.newInputStream(file)) {
            head = stream.readNBytes(HEAD);
        }
        if (head.length < 12 || !"ftyp".equals(new String(head, 4, 4, StandardCharsets.ISO_8859_1))) {
            return otherwise;
        }
        String brand = new String(Arrays.copyOfRange(head, 8, 12), StandardCharsets.ISO_8859_1);
        return switch (brand) {
            case "qt  " -> "video/quicktime";
            case "M4A ", "M4B ", "F4A ", "F4B " -> "audio/mp4";
            case "avif", "avis" -> "image/avif";
            case "heic", "heix", "hevc", "heim", "heis" -> "image/heic";
            case "mif1", "msf1" -> "image/heif";
            case "isom",
                    "iso2",
                    "iso3",
                    "iso4",
                    "iso5",
                    "iso6",
                    "iso7",
                    "iso8",
                    "iso9",
                    "avc1",
                    "mp41",
                    "mp42",
                    "dash",
                    "M4V ",
                    "M4VP",
                    "M4VH",
                    "mmp4",
                    "MSNV",
                    "f4v ",
                    "F4V " -> "video/mp4";
            default -> otherwise;
        };
    }
}
