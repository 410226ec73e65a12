package dev.mediahook.store.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A few bytes at a time from anywhere in a file, and only so many times: whoever wrote the file must not decide how much
 * work it is to look at it.
 */
final class FileBytes {

    private static final int MOST_READS = 2000;

    private final FileChannel channel;
    private int reads;

    FileBytes(FileChannel channel) {
        this.channel = channel;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Big-endian, which {@link #little} is not. */
    ByteBuffer at(long position, int length) throws IOException {
        if (position < 0 || ++reads > MOST_READS) {
            throw new EOFException("the header leads nowhere");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file ends within its header");
            }
        }
        return bytes.flip();
    }

    ByteBuffer little(long position, int length) throws IOException {
        return at(position, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    String text(long position, int length) throws IOException {
        return new String(at(position, length).array(), ISO_8859_1);
    }
}
