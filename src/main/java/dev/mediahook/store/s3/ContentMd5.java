package dev.mediahook.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The value of {@code Content-MD5} (RFC 1864): the one checksum of an upload that every S3-compatible server verifies. */
final class ContentMd5 {

    private static final int BUFFER = 1 << 16;

    private ContentMd5() {}

    /**
     * Of a part of a file.
     *
     * @throws UncheckedIOException if it can't be read
     */
    static String of(Path file, long from, long length) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ).position(from)) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            for (long left = length; left > 0; left -= buffer.limit()) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                if (channel.read(buffer) < 0) {
                    throw new IOException("the file ends early");
                }
                md5.update(buffer.flip());
            }
            return Base64.getEncoder().encodeToString(md5.digest());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }
}
