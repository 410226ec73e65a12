package dev.mediahook.log;

import org.jspecify.annotations.Nullable;

/**
 * Escapes a text that comes from outside, such as a job id, a status word or an error message, so that it can't end a
 * log line, look like another field, or fill the disk.
 */
public final class LogText {

    /** Longer than every id, host and status word seen, and than most messages. */
    private static final int LONGEST = 256;

    /** For a text of several fields. */
    private static final int LONGEST_LINE = 4 * LONGEST;

    private LogText() {}

    /**
     * The text, cut to 256 characters. Control, format and private-use characters and unpaired surrogates become
     * escapes such as {@code \n} or {@code \u202e}. Escaping twice changes nothing.
     */
    public static String of(@Nullable Object text) {
        return escaped(String.valueOf(text), false, LONGEST);
    }

    /** A text of several fields, each of which is safe by itself or is part of one that is safe. */
    static String fields(@Nullable Object text) {
        return escaped(String.valueOf(text), false, LONGEST_LINE);
    }

    /** The value of a field: escaped as above, and quoted if it is empty or holds a blank or a quotation mark. */
    public static String field(@Nullable Object value) {
        String text = String.valueOf(value);
        boolean bare = !text.isEmpty()
                && text.codePoints().noneMatch(one -> Character.isSpaceChar(one) || one == '"' || one == '\'');
        return bare ? escaped(text, false, LONGEST) : "\"" + escaped(text, true, LONGEST) + "\"";
    }

    /** A text that the message already puts between quotation marks. */
    static String quoted(@Nullable Object value) {
        return escaped(String.valueOf(value), true, LONGEST);
    }

    private static String escaped(String text, boolean quotes, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest) + 16);
        int at = 0;
        while (at < text.length() && line.length() < longest) {
            int one = text.codePointAt(at);
            append(line, one, quotes);
            at += Character.charCount(one);
        }
        if (at < text.length()) {
            line.append("…(").append(text.length()).append(" characters)");
        }
        return line.toString();
    }

    private static void append(StringBuilder line, int one, boolean quotes) {
        switch (one) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            case '"' -> line.append(quotes ? "\\\"" : "\"");
            default -> {
                if (isInvisible(one)) {
                    line.append(one < 0x10000 ? "\\u%04x".formatted(one) : "\\u{%x}".formatted(one));
                } else {
                    line.appendCodePoint(one);
                }
            }
        }
    }

    private static boolean isInvisible(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isBlankLetter(one);
        };
    }

    /** Letters and marks that Unicode renders as nothing: fillers and variation selectors. */
    private static boolean isBlankLetter(int one) {
        return one == 0x034F
                || one == 0x115F
                || one == 0x1160
                || one == 0x17B4
                || one == 0x17B5
                || one == 0x3164
                || one == 0xFFA0
                || (one >= 0x180B && one <= 0x180F)
                || (one >= 0xFE00 && one <= 0xFE0F)
                || (one >= 0xE0100 && one <= 0xE01EF);
    }
}
