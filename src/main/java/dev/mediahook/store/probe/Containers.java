package dev.mediahook.store.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * What Tika's core leaves open. By magic alone it can't tell WebM from Matroska, calls most brands of MP4 QuickTime, and
 * names streams in Ogg by their codec: right for its own purpose, but a medium called {@code application/…} would be
 * refused.
 */
final class Containers {

    private static final String MP4 = "video/mp4";
    private static final String UNKNOWN = "application/octet-stream";
    private static final String HEIF = "image/heif";

    private Containers() {}

    /**
     * The content type of the file's own kind.
     *
     * @param type what Tika says
     * @param head the file's first bytes
     */
    static String refine(String type, byte[] head) {
        return switch (type) {
            case "video/quicktime", "application/mp4", MP4, "audio/mp4", HEIF -> isoMedia(type, head);
            case "application/x-matroska", "video/x-matroska", "video/webm" -> matroska(head);
            case "audio/vorbis", "audio/opus", "audio/speex", "video/theora", "application/ogg" -> ogg(type, head);
            case "audio/x-flac" -> "audio/flac";
            case "audio/x-aac" -> "audio/aac";
            case UNKNOWN -> unknown(head);
            default -> type.startsWith("text/") || type.equals("application/xml") ? text(type, head) : type;
        };
    }

    private static String text(String type, byte[] head) {
        return SvgHeader.isSvg(head) ? "image/svg+xml" : type;
    }

    private static String unknown(byte[] head) {
        if (isAac(head)) {
            return "audio/aac";
        }
        if (TransportStream.isOne(head)) {
            return "video/mp2t";
        }
        if (isBigWave(head)) {
            return "audio/vnd.wave";
        }
        // glTF 2.0, 4.4.2: kept only if mediahook.media.content-types names model/*.
        if (text(head, 0, 4).equals("glTF")) {
            return "model/gltf-binary";
        }
        return isSegment(head) ? MP4 : text(UNKNOWN, head);
    }

    /** EBU Tech 3306 and ITU-R BS.2088: RIFF with sizes of 64 bits. */
    private static boolean isBigWave(byte[] head) {
        return List.of("RF64", "BW64").contains(text(head, 0, 4))
                && text(head, 8, 4).equals("WAVE");
    }

    /** ISO/IEC 23000-19: a segment of a stream, or a chunk of one. */
    private static boolean isSegment(byte[] head) {
        return text(head, 0, 1).equals("\0")
                && List.of("styp", "sidx", "moof", "prft", "emsg").contains(text(head, 4, 4));
    }

    /** ISO/IEC 14496-12, 4.3: the major brand, then a version, then the brands that it is compatible with. */
    private static String isoMedia(String type, byte[] head) {
        if (!text(head, 4, 4).equals("ftyp")) {
            return type;
        }
        return switch (text(head, 8, 4)) {
            case "qt  " -> "video/quicktime";
            case "M4A ", "M4B ", "M4P ", "F4A ", "F4B " -> "audio/mp4";
            case "avif", "avis" -> "image/avif";
            case "heic", "heix", "hevc", "hevx", "heim", "heis" -> "image/heic";
            case "mif1", "msf1" -> stillImage(head);
            default -> MP4;
        };
    }

    /** A still image's general brand says nothing of how it is coded. */
    private static String stillImage(byte[] head) {
        int end = Math.min((head[2] & 0xff) << 8 | (head[3] & 0xff), head.length);
        for (int at = 16; at + 4 <= end; at += 4) {
            String brand = text(head, at, 4);
            if (List.of("avif", "avis").contains(brand)) {
                return "image/avif";
            }
            if (List.of("heic", "heix", "hevc").contains(brand)) {
                return "image/heic";
            }
        }
        return HEIF;
    }

    private static String matroska(byte[] head) {
        return EbmlHeader.docType(head).equals("webm") ? "video/webm" : "video/x-matroska";
    }

    private static String ogg(String type, byte[] head) {
        String read = OggHeader.type(head);
        boolean known = !read.equals("application/ogg") || type.equals(read);
        return known ? read : type.startsWith("video/") ? "video/ogg" : "audio/ogg";
    }

    /** ADTS: twelve bits of ones, then a layer that is always 0, and a rate that exists. */
    private static boolean isAac(byte[] head) {
        return head.length > 7 && head[0] == (byte) 0xff && (head[1] & 0xf6) == 0xf0 && (head[2] & 0x3c) < 0x34;
    }

    private static String text(byte[] head, int from, int length) {
        int start = Math.min(from, head.length);
        return new String(head, start, Math.min(length, head.length - start), ISO_8859_1);
    }
}
