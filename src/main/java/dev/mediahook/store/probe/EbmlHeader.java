package dev.mediahook.store.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The header of an EBML document (RFC 8794, 11.2): Matroska and WebM say there which of the two they are. */
final class EbmlHeader {

    private static final long EBML = 0x1a45dfa3L;
    private static final long DOC_TYPE = 0x4282;

    private EbmlHeader() {}

    /** The document's type in lower case; empty if the header does not say. */
    static String docType(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        try {
            if (number(bytes, true) != EBML) {
                return "";
            }
            long end = number(bytes, false) + bytes.position();
            while (bytes.position() < end) {
                long element = number(bytes, true);
                long size = number(bytes, false);
                if (size < 0 || size > bytes.remaining()) {
                    return "";
                }
                byte[] value = new byte[(int) size];
                bytes.get(value);
                if (element == DOC_TYPE) {
                    return new String(value, ISO_8859_1).replace("\0", "").strip();
                }
            }
        } catch (BufferUnderflowException cutOff) {
            return "";
        }
        return "";
    }

    /** A number of one to eight bytes; how many, the zeros before its first one say (RFC 8794, 4). */
    private static long number(ByteBuffer bytes, boolean withItsLength) {
        int first = bytes.get() & 0xff;
        int more = Integer.numberOfLeadingZeros(first) - 24;
        long number = withItsLength ? first : first & (0x7f >> more);
        for (int i = 0; i < Math.min(more, 7); i++) {
            number = number << 8 | (bytes.get() & 0xff);
        }
        return number;
    }
}
