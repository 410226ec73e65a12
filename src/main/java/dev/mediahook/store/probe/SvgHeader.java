package dev.mediahook.store.probe;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Tells an SVG by its root element, wherever that stands after a byte order mark, blank lines, comments and declarations, and
 * wherever its namespace stands in it.
 */
final class SvgHeader {

    private static final Pattern ROOT = Pattern.compile(
            "\\uFEFF?\\s*+(?:(?:<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE\\s++(?:[\\w.-]++:)?+svg\\b[^\\[>]*+(?:\\[.*?]\\s*+)?+>)\\s*+)*+"
                    + "<(?:[A-Za-z_][\\w.-]*+:)?+svg[\\s>/]",
            Pattern.DOTALL);

    private SvgHeader() {}

    static boolean isSvg(byte[] head) {
        return ROOT.matcher(new String(head, charset(head))).lookingAt();
    }

    private static Charset charset(byte[] head) {
        if (head.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int mark = (head[0] & 0xff) << 8 | (head[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
