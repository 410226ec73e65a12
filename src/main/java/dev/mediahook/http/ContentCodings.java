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
 * Undoes a {@code Content-Encoding} that the request did not ask for. Some hosts name codings that they did not apply,
 * or words that are no codings ({@code aws-chunked}, {@code utf-8}). So the bytes decide first: if they begin like a
 * medium or like JSON, they are left as they are.
 */
public final class ContentCodings {

    /** RFC 9110, 8.4.1, and the registry of IANA. */
    private static final Set<String> CODINGS =
            Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress", "dcb", "dcz");

    private static final int MOST_CODINGS = 3;
    /** In bytes: two packets of a transport stream and a little more. */
    private static final int HEAD = 400;

    private static final String ZSTD = "(\u00b5/\u00fd";

    /** How media and JSON begin. Coded bytes begin like none of these. */
    private static final Pattern PLAIN = Pattern.compile(
            // images
            "\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II[*+]\u0000|MM\u0000[*+]|BM.{4}\u0000{4}|\u00ff\n"
                    + "|\u0000{3}\f(JXL |jP  )|(\u00ef\u00bb\u00bf)?\\s*<(svg|\\?xml|!--|!DOCTYPE)"
                    // sound and films
                    + "|RIFF|RF64|BW64|FORM.{4}AIF|OggS|fLaC|ID3|#!AMR|MThd|\u001aE\u00df\u00a3|\u0000\u0000\u0001[\u00b3\u00ba]"
                    + "|\u00ff[\u00e2-\u00e7\u00f1-\u00f7\u00f9-\u00fb]|G.{187}G.{187}G|.{4}G.{191}G"
                    + "|.{4}(ftyp|styp|moov|moof|mdat|wide|free|skip|sidx|emsg|prft|pnot)"
                    // answers of a sender
                    + "|\\s*(\\[\\s*)?\\{\\s*[\"}]",
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
        if (head.length == 0 || PLAIN.matcher(text).lookingAt()) {
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
