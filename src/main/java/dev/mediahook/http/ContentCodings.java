package dev.mediahook.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.entity.DeflateInputStream;

/**
 * Undoes a {@code Content-Encoding} that nobody asked for. Hosts name codings that they did not apply, and words that are
 * none ({@code aws-chunked}, {@code utf-8}), so the bytes are judged first: what begins like a medium is taken as it is.
 */
public final class ContentCodings {

    /** RFC 9110, 8.4.1, and the registry of IANA. */
    private static final Set<String> CODINGS =
            Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress", "dcb", "dcz");

    private static final int MOST_CODINGS = 3;
    private static final int HEAD = 16;
    private static final String ZSTD = "(\u00b5/\u00fd";

    /** How the usual media begin; what is coded begins like none of them. */
    private static final Pattern MEDIUM = Pattern.compile(
            "\u0089PNG|\u00ff\u00d8\u00ff|GIF8|RIFF|RF64|OggS|fLaC|ID3|\u001aE\u00df\u00a3|<svg|<\\?xml|\u00ef\u00bb\u00bf<"
                    + "|.{4}(ftyp|styp|moov|mdat|wide|free)",
            Pattern.DOTALL);

    private ContentCodings() {}

    /** A coding that can't be undone here. */
    public static final class UnknownCoding extends IOException {

        private static final long serialVersionUID = 1;

        UnknownCoding(String coding) {
            super("the bytes are coded as " + coding + ", which was not asked for and can't be undone");
        }
    }

    /** The codings that a header's value names, in the order in which they were applied. */
    public static List<String> named(String header) {
        List<String> named = new ArrayList<>();
        for (String word : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (CODINGS.contains(word.strip())) {
                named.add(word.strip());
            }
        }
        return List.copyOf(named);
    }

    /**
     * The bytes as they were before they were coded.
     *
     * @param codings in the order in which they were applied
     * @throws UnknownCoding if the bytes are coded in a way that is not known here
     */
    public static InputStream undone(InputStream body, List<String> codings) throws IOException {
        if (codings.size() > MOST_CODINGS) {
            throw new UnknownCoding("one of " + codings.size());
        }
        List<String> lastFirst = new ArrayList<>(codings);
        Collections.reverse(lastFirst);
        InputStream undone = body;
        for (String coding : lastFirst) {
            undone = undone(undone, coding);
        }
        return undone;
    }

    private static InputStream undone(InputStream body, String coding) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(body, HEAD);
        byte[] head = bytes.readNBytes(HEAD);
        bytes.unread(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (head.length == 0 || MEDIUM.matcher(text).lookingAt()) {
            return bytes;
        }
        return switch (coding) {
            case "gzip", "x-gzip" -> text.startsWith("\u001f\u008b") ? new GzipBody(bytes) : bytes;
            case "deflate" -> new DeflateInputStream(bytes);
            case "zstd" -> {
                if (text.startsWith(ZSTD)) {
                    throw new UnknownCoding(coding);
                }
                yield bytes;
            }
            default -> throw new UnknownCoding(coding);
        };
    }
}
