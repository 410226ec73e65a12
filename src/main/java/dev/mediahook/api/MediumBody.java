package dev.mediahook.api;

import dev.mediahook.receive.LongBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A part of a stored medium, read as it is sent. */
final class MediumBody implements LongBody {

    private static final int PIECE = 128 << 10;

    private final InputStream part;
    private final long length;
    private final Runnable closed;
    private long left;

    /**
     * @param closed told once, when this is over
     */
    MediumBody(InputStream part, long length, Runnable closed) {
        this.part = part;
        this.length = length;
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
        return ByteBuffer.wrap(piece);
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
