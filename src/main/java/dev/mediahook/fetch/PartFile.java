package dev.mediahook.fetch;

import com.sun.nio.file.ExtendedOpenOption;
import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file that a part is written to. If the file has to end up on disk, it is written past the page cache, provided
 * that the file system supports it: that takes a fraction of the CPU time and leaves almost nothing for the final sync.
 */
final class PartFile implements AutoCloseable {

    private final Path file;
    private final FileChannel cached;
    private final AlignedBuffers buffers;
    private boolean past;
    private boolean unsynced;
    private @Nullable FileChannel direct;
    private @Nullable ByteBuffer aligned;

    /** Opens the file, or creates it. */
    PartFile(Path file, Spooling spooling) throws IOException {
        this.file = file;
        this.cached = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileModes.PRIVATE.giveFile(file);
        this.buffers = spooling.buffers();
        this.past = spooling.toDisk();
    }

    /** Writes the bytes at a position. {@code length} is at most the size of an aligned buffer. */
    void write(byte[] bytes, int length, long position) throws IOException {
        if (past && length % AlignedBuffers.BLOCK == 0 && position % AlignedBuffers.BLOCK == 0) {
            try {
                syncWhatCameBefore();
                write(direct(), aligned().clear().put(bytes, 0, length).flip(), position);
                return;
            } catch (IOException | UnsupportedOperationException | IllegalArgumentException unable) {
                past = false;
            }
        }
        write(cached, ByteBuffer.wrap(bytes, 0, length), position);
        unsynced = true;
    }

    /**
     * Otherwise a power failure could leave a hole before the direct write, and the part would be resumed with that
     * hole.
     */
    private void syncWhatCameBefore() throws IOException {
        if (unsynced) {
            cached.force(false);
            unsynced = false;
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    private FileChannel direct() throws IOException {
        FileChannel open = direct;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
            direct = open;
        }
        return open;
    }

    private ByteBuffer aligned() {
        ByteBuffer buffer = aligned;
        if (buffer == null) {
            buffer = buffers.take();
            aligned = buffer;
        }
        return buffer;
    }

    /** Must not be called during a write. */
    @Override
    public void close() throws IOException {
        try (cached) {
            if (aligned != null) {
                buffers.giveBack(aligned);
            }
            if (direct != null) {
                direct.close();
            }
        }
    }
}
