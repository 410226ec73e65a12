package dev.mediahook.store;

import dev.mediahook.delivery.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A medium's name in a store: {@code {prefix}{sender}/{job}/{index}.{extension}}. A job's ID is a stranger's text, so
 * its folder uses only {@code [a-z0-9._-]}; other bytes are written {@code =hh}. Different IDs get different folders,
 * even if the file system ignores case or Unicode composition, and no ID leads out of the folder.
 */
public record MediumName(String folder, String file) {

    /** In bytes, which equal characters here: the limit of common file systems. */
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

    /** Begins with {@code =}, which no plain ID does, so that no ID looks like the escaped form of another. */
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

    /** Not UTF-8 for unpaired surrogates, which would make them all the same. */
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
