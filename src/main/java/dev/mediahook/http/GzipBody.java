package dev.mediahook.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Undoes gzip (RFC 1952) with any number of members. Java's own stream calls itself for each member, so a body of many
 * empty members overflows its stack.
 */
final class GzipBody extends InputStream {

    static final int MAGIC = 0x1f8b;

    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int BUFFER = 1 << 14;

    private final InputStream coded;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private boolean inMember;
    private boolean ended;

    GzipBody(InputStream coded) {
        this.coded = coded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (length > 0 && !ended) {
            if (!inMember) {
                begin();
                continue;
            }
            int inflated = inflated(bytes, offset, length);
            if (inflated > 0) {
                crc.update(bytes, offset, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                end();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("gzip knows no dictionary");
            } else if (at == limit && !filled()) {
                throw new EOFException("the gzip ends early");
            }
        }
        return length > 0 ? -1 : 0;
    }

    private int inflated(byte[] bytes, int offset, int length) throws IOException {
        inflater.setInput(buffer, at, limit - at);
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException broken) {
            throw new ZipException("no deflate: " + broken.getMessage());
        } finally {
            at = limit - inflater.getRemaining();
        }
    }

    private void begin() throws IOException {
        if (at == limit && !filled()) {
            ended = true;
            return;
        }
        if ((next() << 8 | next()) != MAGIC || next() != DEFLATE) {
            throw new ZipException("the transfer goes on after its encoded end");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inMember = true;
    }

    private void end() throws IOException {
        long expected = next() | next() << 8 | next() << 16 | (long) next() << 24;
        skip(4);
        if (expected != crc.getValue()) {
            throw new ZipException("the gzip has another checksum");
        }
        crc.reset();
        inflater.reset();
        inMember = false;
    }

    private void skipText(boolean there) throws IOException {
        for (int read = there ? next() : 0; read != 0; read = next()) {}
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at == limit && !filled()) {
            throw new EOFException("the gzip ends early");
        }
        return buffer[at++] & 0xff;
    }

    private boolean filled() throws IOException {
        at = 0;
        limit = Math.max(0, coded.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        coded.close();
    }
}
