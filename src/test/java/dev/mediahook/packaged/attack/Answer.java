package dev.mediahook.packaged.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;

/**
 * The part of an answer that a client needs.
 *
 * @param last whether the connection ends with it
 */
record Answer(int status, boolean retryAfter, boolean last) {

    /**
     * Reads an answer; empty until all of it is here. Without a Content-Length, an answer counts as one without a body.
     */
    static Optional<Answer> of(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1).toLowerCase(Locale.ROOT);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, end + 2);
        if (text.length() < end + 4 + length(head)) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                Integer.parseInt(head.substring(9, 12)),
                head.contains("\r\nretry-after:"),
                head.contains("\r\nconnection: close")));
    }

    private static int length(String head) {
        String name = "\r\ncontent-length:";
        int at = head.indexOf(name);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + name.length(), head.indexOf("\r\n", at + 2))
                        .strip());
    }
}
