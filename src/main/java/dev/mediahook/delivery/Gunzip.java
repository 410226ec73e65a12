package dev.mediahook.delivery;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), and what HTTP calls deflate (RFC 1950), up to a limit.
 * {@link java.util.zip.GZIPInputStream} recurses for each member, so that a body of empty members overflows the
 * stack. This class uses a loop.
 */
final class Gunzip {

    private static final int HEAD = 10;
    private static final int TRAILER = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final byte[] bytes;
    private final int most;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

    private Gunzip(byte[] bytes, int most) {
        this.bytes = bytes;
        this.most = most;
    }

    /** Whether the bytes begin like gzip or deflate. No JSON object begins like that. */
    static boolean begins(byte[] bytes) {
        return member(bytes, 0) || deflate(bytes);
    }

    /**
     * The decompressed bytes; empty if the input is damaged or cut off, or the output exceeds the limit.
     *
     * @param most the largest output in bytes
     */
    static Optional<byte[]> plain(byte[] bytes, int most) {
        Gunzip gunzip = new Gunzip(bytes, most);
        return deflate(bytes) ? gunzip.inflated() : gunzip.plain();
    }

    private Optional<byte[]> inflated() {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            return inflate(inflater) ? Optional.of(plain.toByteArray()) : Optional.empty();
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private Optional<byte[]> plain() {
        Inflater inflater = new Inflater(true);
        try {
            int at = 0;
            while (member(bytes, at)) {
                at = data(at);
                if (at >= bytes.length) {
                    return Optional.empty();
                }
                inflater.reset();
                inflater.setInput(bytes, at, bytes.length - at);
                if (!inflate(inflater)) {
                    return Optional.empty();
                }
                at += (int) inflater.getBytesRead() + TRAILER;
            }
            return at > bytes.length ? Optional.empty() : Optional.of(plain.toByteArray());
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private boolean inflate(Inflater inflater) throws DataFormatException {
        byte[] buffer = new byte[8192];
        while (!inflater.finished()) {
            int count = inflater.inflate(buffer);
            if ((count == 0 && !inflater.finished()) || plain.size() + count > most) {
                return false;
            }
            plain.write(buffer, 0, count);
        }
        return true;
    }

    /** RFC 1950, 2.2: the compression method, the window size, and a check over both bytes. */
    private static boolean deflate(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0x8f) == 8 && ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) % 31 == 0;
    }

    private static boolean member(byte[] bytes, int at) {
        return at + HEAD <= bytes.length
                && (bytes[at] & 0xff) == 0x1f
                && (bytes[at + 1] & 0xff) == 0x8b
                && bytes[at + 2] == 8;
    }

    /** The offset of the member's data, after the optional header fields. */
    private int data(int member) {
        int flags = bytes[member + 3];
        int at = member + HEAD;
        if ((flags & EXTRA) != 0 && at + 1 < bytes.length) {
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        at = (flags & NAME) != 0 ? afterText(at) : at;
        at = (flags & COMMENT) != 0 ? afterText(at) : at;
        return (flags & HEADER_CRC) != 0 ? at + 2 : at;
    }

    private int afterText(int begin) {
        int at = begin;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
