package dev.mediahook.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** So many bytes of a file from one place on, and no more. */
final class Slice extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private long left;

    private Slice(InputStream stream, long length) {
        super(stream);
        this.left = length;
    }

    /** Opens it; it can be opened as often as it has to be read. */
    static Slice of(Path file, long from, long length) {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ).position(from);
            return new Slice(Channels.newInputStream(channel), length);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The {@code Content-MD5} of these bytes, by which a server checks that they are what it got (RFC 1864). */
    static String md5(Path file, long from, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (Slice slice = of(file, from, length)) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            for (int read = slice.read(buffer); read >= 0; read = slice.read(buffer)) {
                md5.update(buffer, 0, read);
            }
            return Base64.getEncoder().encodeToString(md5.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }

    @Override
    public int read() throws IOException {
        int read = left > 0 ? super.read() : -1;
        left -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = left > 0 ? super.read(bytes, offset, (int) Math.min(length, left)) : -1;
        left -= Math.max(0, read);
        return read;
    }
}
