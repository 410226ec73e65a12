package dev.mediahook.fetch;

import dev.mediahook.delivery.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Receives a medium's bytes. While it reads the next bytes, two other threads write the previous ones to the file and
 * hash them. It uses a few buffers of fixed size, whatever the medium's size. A small medium is written and hashed by
 * the calling thread. Used by one thread at a time.
 */
final class Spool implements AutoCloseable {

    static final int BUFFER = 1 << 18;
    private static final int BUFFERS = 4;

    /** Below this size, handing work to another thread costs more than it saves. */
    private static final long BESIDE_FROM = 2 << 20;

    private final Path file;
    private final PartSums sums;
    private final Spooling spooling;
    private final byte[][] buffers = new byte[BUFFERS][];
    private final CompletableFuture<?>[] uses = new CompletableFuture<?>[BUFFERS];
    private SerialExecutor writing;
    private SerialExecutor hashing;
    private MessageDigest digest;
    private @Nullable PartFile open;
    private int current;
    private int filled;
    private long size;

    /**
     * @param sums for an empty part
     * @param digest that has hashed nothing yet
     */
    Spool(Path file, PartSums sums, MessageDigest digest, Spooling spooling) {
        this.file = file;
        this.sums = sums;
        this.digest = digest;
        this.spooling = spooling;
        this.writing = new SerialExecutor(spooling.beside());
        this.hashing = new SerialExecutor(spooling.beside());
        Arrays.fill(uses, CompletableFuture.completedFuture(null));
    }

    /** Continues after what the file holds, or from the beginning. Call this only while the spool is closed. */
    void begin(MessageDigest ofWhatIsThere, long length) {
        digest = ofWhatIsThere;
        size = length;
        filled = 0;
        sums.begin(length);
        writing = new SerialExecutor(spooling.beside());
        hashing = new SerialExecutor(spooling.beside());
        Arrays.fill(uses, CompletableFuture.completedFuture(null));
    }

    /** How many bytes the part has, including those from earlier transfers. */
    long size() {
        return size;
    }

    /**
     * Reads the next bytes of the body.
     *
     * @return how many bytes, or -1 at the end
     * @throws IOException if the transfer breaks
     * @throws UncheckedIOException if the disk did not accept earlier bytes
     */
    int takeFrom(InputStream body) throws IOException {
        byte[] buffer = buffer();
        // Buffers end at multiples of their size, even if the resumed file ended in between: direct writes must be
        // aligned.
        int room = BUFFER - filled - (int) ((size - filled) % BUFFER);
        int read = body.read(buffer, filled, room);
        if (read > 0) {
            filled += read;
            size += read;
            if (read == room) {
                handOver();
            }
        }
        return read;
    }

    /** The SHA-256 of all bytes, in lower-case hex. Call this once, after closing. */
    String sha256Hex() {
        return Sha256.hex(digest);
    }

    /**
     * Writes and hashes what is left, and closes the file.
     *
     * @throws IOException if a write failed
     */
    @Override
    public void close() throws IOException {
        try {
            if (filled > 0) {
                handOver();
            }
            hashing.join();
            writing.join();
        } catch (CompletionException failure) {
            throw disk(failure).getCause();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } finally {
            PartFile was = open;
            open = null;
            if (was != null) {
                was.close();
            }
        }
    }

    /** Waits until the buffer is free again. */
    private byte[] buffer() {
        try {
            uses[current].join();
        } catch (CompletionException failure) {
            throw disk(failure);
        }
        byte[] buffer = buffers[current];
        if (buffer == null) {
            buffer = new byte[BUFFER];
            buffers[current] = buffer;
        }
        return buffer;
    }

    private void handOver() {
        byte[] bytes = buffers[current];
        int length = filled;
        long position = size - filled;
        MessageDigest into = digest;
        filled = 0;
        PartFile to = file();
        if (size <= BESIDE_FROM) {
            write(to, bytes, length, position);
            hash(into, bytes, length);
            return;
        }
        uses[current] = CompletableFuture.allOf(
                writing.run(() -> write(to, bytes, length, position)), hashing.run(() -> hash(into, bytes, length)));
        current = (current + 1) % BUFFERS;
    }

    private void hash(MessageDigest into, byte[] bytes, int length) {
        into.update(bytes, 0, length);
        sums.add(bytes, length);
    }

    private PartFile file() {
        PartFile to = open;
        if (to == null) {
            try {
                to = new PartFile(file, spooling);
            } catch (IOException disk) {
                throw new UncheckedIOException(disk);
            }
            open = to;
        }
        return to;
    }

    private static void write(PartFile to, byte[] bytes, int length, long position) {
        try {
            to.write(bytes, length, position);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private static UncheckedIOException disk(CompletionException failure) {
        return failure.getCause() instanceof UncheckedIOException disk
                ? disk
                : new UncheckedIOException(new IOException(failure));
    }
}
