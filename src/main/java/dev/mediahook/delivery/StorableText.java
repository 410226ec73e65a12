package dev.mediahook.delivery;

import java.nio.charset.StandardCharsets;

/**
 * Text that every database can store, so that a stranger's text never prevents a row from being written: it holds no NUL
 * and no unpaired surrogate, and what stands in an index is not too long.
 */
public final class StorableText {

    /** In bytes of UTF-8, as is the next limit. No known sender's id is nearly as long. */
    public static final int LONGEST_ID = 1024;

    /** PostgreSQL allows an index entry 2,704 bytes for all its columns. */
    private static final int LONGEST_KEY = 2048;

    private StorableText() {}

    /** Whether an id, or a status word, can be stored unchanged and looked up. */
    public static boolean fitsId(String text) {
        return fits(text, LONGEST_ID);
    }

    /** Whether the key of an event can be stored unchanged. */
    public static boolean fitsKey(String text) {
        return fits(text, LONGEST_KEY);
    }

    /**
     * Whether a text can be stored unchanged.
     *
     * @param longest in bytes of UTF-8
     */
    public static boolean fits(String text, int longest) {
        // No char takes more than three bytes of UTF-8.
        boolean shortEnough = 3L * text.length() <= longest || text.getBytes(StandardCharsets.UTF_8).length <= longest;
        return text.length() <= longest && shortEnough && isStorable(text);
    }

    /** The text with U+FFFD in place of characters that can't be stored. */
    public static String of(String text) {
        return isStorable(text) ? text : replaced(text);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == 0 || (Character.isSurrogate(one) && !isPair(text, i++))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static String replaced(String text) {
        int[] kept = text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .toArray();
        return new String(kept, 0, kept.length);
    }
}
