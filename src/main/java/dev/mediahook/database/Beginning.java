package dev.mediahook.database;

/**
 * Texts that begin alike, as a range of an index that compares byte by byte.
 *
 * @param first the beginning itself
 * @param last sorts after every text with it
 */
public record Beginning(String first, String last) {

    /** How many rows are looked at before the index of a beginning is of no use: so many are found soon in any order. */
    public static final int FEW = 1000;

    private static final String HIGHEST = new String(Character.toChars(Character.MAX_CODE_POINT));

    public static Beginning of(String text) {
        return new Beginning(text, text + HIGHEST);
    }
}
