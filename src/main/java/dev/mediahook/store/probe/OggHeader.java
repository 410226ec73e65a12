package dev.mediahook.store.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** What the streams in an Ogg file are (RFC 3533): each begins with a page of its own that names its codec. */
final class OggHeader {

    private static final int PAGE_HEADER = 27;
    private static final int BEGINS_A_STREAM = 2;
    private static final List<String> SOUND =
            List.of("OpusHead", "\u0001vorbis", "\u007fFLAC", "Speex   ", "PCM     ", "CELT    ");
    private static final List<String> PICTURES = List.of("\u0080theora", "BBCD", "\u0001video", "OVP80", "YUV4MPEG");

    private OggHeader() {}

    /** The content type; {@code application/ogg} if no codec is known. */
    static String type(byte[] head) {
        List<String> codecs = codecs(head);
        if (codecs.stream().anyMatch(codec -> beginsWithOne(codec, PICTURES))) {
            return "video/ogg";
        }
        return codecs.stream().anyMatch(codec -> beginsWithOne(codec, SOUND)) ? "audio/ogg" : "application/ogg";
    }

    private static List<String> codecs(byte[] head) {
        List<String> codecs = new ArrayList<>();
        int at = 0;
        while (at + PAGE_HEADER < head.length && isPage(head, at) && (head[at + 5] & BEGINS_A_STREAM) != 0) {
            int segments = head[at + 26] & 0xff;
            int payload = at + PAGE_HEADER + segments;
            int end = payload;
            for (int i = at + PAGE_HEADER; i < payload && i < head.length; i++) {
                end += head[i] & 0xff;
            }
            if (payload < head.length) {
                codecs.add(new String(head, payload, Math.min(end, head.length) - payload, ISO_8859_1));
            }
            at = end;
        }
        return codecs;
    }

    private static boolean isPage(byte[] head, int at) {
        return new String(head, at, 4, ISO_8859_1).equals("OggS");
    }

    private static boolean beginsWithOne(String codec, List<String> names) {
        return names.stream().anyMatch(codec::startsWith);
    }
}
