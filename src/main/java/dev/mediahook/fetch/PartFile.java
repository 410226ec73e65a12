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
 * The file that a part is written to. What has to be on the disk in the end goes there past the page cache, where the file
 * system lets it: that costs a fraction of the processor's time, and leaves next to nothing for the sync at the end.
 */
final class PartFile implements AutoCloseable {

    private final Path file;
    private final FileChannel cached;
    private final AlignedBuffers buffers;
    private boolean past;
    private boolean unsynced;
    private @Nullable FileChannel direct;
    private @Nullable ByteBuffer aligned;

    /** Opens or makes it. */
    PartFile(Path file, Spooling spooling) throws IOException {
        this.file = file;
        this.cached = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileModes.PRIVATE.giveFile(file);
        this.buffers = spooling.buffers();
        this.past = spooling.toDisk();
    }

    /** Writes all of the bytes at a place; no more of them than an aligned buffer has room for. */
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

    /** Else a power cut could leave a hole before what goes past the cache, and the part would be gone on with. */
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

    /** Not while a write is under way. */
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
