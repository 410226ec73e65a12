package dev.mediahook.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a medium, with the strong validator of the representation that it is a part of. Survives a restart:
 * the hash is made anew from the file then.
 */
final class Part implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final long WRITE_BACK = 64L << 20;

    private final Path file;
    private final Path validator;
    private @Nullable FileChannel channel;
    private final RunningHash hash;
    private final Executor executor;
    private final boolean toDisk;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private long handedOver;
    private long size;

    /**
     * @param executor hashes and writes back beside the transfer
     * @param toDisk whether to write back
     */
    Part(Path folder, String key, Executor executor, boolean toDisk) throws IOException {
        this.toDisk = toDisk;
        this.executor = executor;
        this.hash = new RunningHash(sha256(), executor);
        String name = HexFormat.of().formatHex(sha256().digest(key.getBytes(StandardCharsets.UTF_8)), 0, 16);
        Files.createDirectories(folder);
        this.file = folder.resolve(name + ".part");
        this.validator = folder.resolve(name + ".etag");
    }

    /** The medium, where an earlier try had it whole. */
    Optional<Download> whole() throws IOException {
        return WholePart.read(
                file, bytes -> HexFormat.of().formatHex(digestOf(bytes).digest()));
    }

    /** The validator with which the rest can be asked for, where there is something to go on from. */
    Optional<String> resumable() throws IOException {
        if (size == 0 && Files.exists(validator) && Files.exists(file) && Files.size(file) > 0) {
            hash.restart(digestOf(file));
            size = Files.size(file);
        }
        return size > 0 && Files.exists(validator) ? Optional.of(Files.readString(validator)) : Optional.empty();
    }

    long size() {
        return size;
    }

    /** Begins from nothing, with the validator of what is coming, or none where it can't be resumed. */
    void restart(@Nullable String strongEtag) throws IOException {
        close();
        hash.restart(sha256());
        size = 0;
        handedOver = 0;
        Files.deleteIfExists(file);
        Files.deleteIfExists(validator);
        WholePart.delete(file);
        if (strongEtag != null) {
            Files.writeString(validator, strongEtag);
        }
    }

    /**
     * Adds what has come next.
     *
     * @throws UncheckedIOException where the disk does not take it; told apart so from a transfer that breaks
     */
    void append(int length) {
        ByteBuffer buffer = ByteBuffer.wrap(hash.buffer(), 0, length);
        try {
            FileChannel open = channel == null
                    ? FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                    : channel;
            channel = open;
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
        hash.update(length);
        size += length;
        if (toDisk && size - handedOver >= WRITE_BACK && written.isDone()) {
            handedOver = size;
            writeBack();
        }
    }

    /** The disk begins with what is there. A failure shows at the end. */
    private void writeBack() {
        FileChannel open = channel;
        if (open != null) {
            written = written.thenRunAsync(
                    () -> {
                        try {
                            open.force(false);
                        } catch (IOException disk) {
                            throw new UncheckedIOException(disk);
                        }
                    },
                    executor);
        }
    }

    /** Where what comes next is read into. */
    byte[] buffer() {
        return hash.buffer();
    }

    /** Lets go of the whole; it is the caller's now, and it is the store that has to see it on disk. */
    Path finish() throws IOException {
        if (channel == null) {
            append(0);
        }
        close();
        Files.deleteIfExists(validator);
        return file;
    }

    /** Lower-case hex of all that has arrived. */
    String sha256Hex() {
        return hash.hex();
    }

    void delete() throws IOException {
        restart(null);
    }

    /** Deletes what has arrived, unless a later try wants and can go on from it. */
    void keepOnlyToGoOn(boolean wanted) throws IOException {
        if (!wanted || !Files.exists(validator) || !Files.exists(file)) {
            delete();
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                settle();
            } finally {
                open.close();
            }
        }
    }

    /**
     * Waits for what runs beside.
     *
     * @throws IOException where the disk did not take something
     */
    private void settle() throws IOException {
        hash.settle();
        try {
            written.join();
        } catch (CompletionException failure) {
            written = CompletableFuture.completedFuture(null);
            throw failure.getCause() instanceof UncheckedIOException disk ? disk.getCause() : new IOException(failure);
        }
    }

    private static MessageDigest digestOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
