package dev.mediahook.store;

import dev.mediahook.delivery.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a medium is called in a store: {@code {prefix}{sender}/{job}/{index}.{extension}}. A job's id is a stranger's
 * text, so its folder is made of {@code [a-z0-9._-]} alone: other bytes are written {@code =hh}. Different ids get
 * different folders, also if case or the way of composing a character does not count, and none is a way out.
 */
public record MediumName(String folder, String file) {

    /** Bytes, and so characters: what the file systems in use allow. */
    private static final int LONGEST = 255;

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._-]+");

    /**
     * The name of one medium.
     *
     * @param prefix as configured; may be empty
     * @param extension without a dot
     */
    public static MediumName of(String prefix, String sender, String jobId, int index, String extension) {
        return new MediumName(prefix + safe(sender) + "/" + safe(jobId), index + "." + extension);
    }

    /** One segment of a path for any text. */
    static String safe(String text) {
        if (PLAIN.matcher(text).matches() && text.length() <= LONGEST && !text.equals(".") && !text.equals("..")) {
            return text;
        }
        String escaped = escaped(text);
        return escaped.length() <= LONGEST ? escaped : escaped.substring(0, 100) + "=-" + sha256(text);
    }

    /** Begins with {@code =}, which no plain id does, so that no id looks like another's escaped form. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("=");
        for (byte b : bytes(text)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
            if (plain) {
                escaped.append((char) b);
            } else {
                escaped.append('=').append(HexFormat.of().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** Not UTF-8, which would make one of any two halves of a surrogate pair. */
    private static byte[] bytes(String text) {
        boolean whole = text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        return whole ? text.getBytes(StandardCharsets.UTF_8) : ("\0" + text).getBytes(StandardCharsets.UTF_16BE);
    }

    private static String sha256(String text) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(bytes(text));
        return Sha256.hex(sha256);
    }

    /** The whole name, with forward slashes. */
    @Override
    public String toString() {
        return folder + "/" + file;
    }
}
