package dev.mediahook.database;

/**
 * A prefix, as a range in an index that compares byte by byte.
 *
 * @param first the prefix itself
 * @param last sorts after every text with the prefix
 */
public record PrefixRange(String first, String last) {

    /** The most matches that are read by this range. If there are more, any order finds enough of them soon. */
    public static final int FEW = 1000;

    private static final String HIGHEST = new String(Character.toChars(Character.MAX_CODE_POINT));

    public static PrefixRange of(String text) {
        return new PrefixRange(text, text + HIGHEST);
    }
}
