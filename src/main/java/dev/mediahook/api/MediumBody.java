package dev.mediahook.api;

import dev.mediahook.delivery.Sha256;
import dev.mediahook.receive.LongBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A stored medium, or a part of it, read while it is sent. The last piece of a whole medium is sent only if the hash
 * still matches: if the disk has changed the bytes, no client must take them for the medium.
 */
final class MediumBody implements LongBody {

    private static final int PIECE = 128 << 10;

    private final InputStream part;
    private final long length;
    private final @Nullable Whole whole;
    private final MessageDigest digest = Sha256.digest();
    private final Runnable closed;
    private long left;

    /**
     * What the whole medium has to match.
     *
     * @param sha256 lower-case hex
     * @param changed called if the hash differs
     */
    record Whole(String sha256, Runnable changed) {}

    /**
     * @param whole null if only a part of the medium is sent
     * @param closed called once, when the body is finished
     */
    MediumBody(InputStream part, long length, @Nullable Whole whole, Runnable closed) {
        this.part = part;
        this.length = length;
        this.whole = whole;
        this.closed = closed;
        this.left = length;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (left == 0) {
            return null;
        }
        byte[] piece = part.readNBytes((int) Math.min(PIECE, left));
        if (piece.length == 0) {
            throw new IOException("the stored medium is shorter than it was");
        }
        left -= piece.length;
        check(piece);
        return ByteBuffer.wrap(piece);
    }

    private void check(byte[] piece) throws IOException {
        Whole expected = whole;
        if (expected == null) {
            return;
        }
        digest.update(piece);
        if (left == 0 && !Sha256.hex(digest).equals(expected.sha256())) {
            expected.changed().run();
            throw new IOException("the stored medium has changed");
        }
    }

    @Override
    public void close() {
        closed.run();
        try {
            part.close();
        } catch (IOException nothingIsLost) {
            left = 0;
        }
    }
}
