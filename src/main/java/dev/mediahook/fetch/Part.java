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
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a medium, with the strong validator of the representation that it is a part of. Survives a restart:
 * the hash is made anew from the file then.
 */
final class Part implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path validator;
    private @Nullable FileChannel channel;
    private MessageDigest digest = sha256();
    private long size;

    Part(Path folder, String key) throws IOException {
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
            digest = digestOf(file);
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
        digest = sha256();
        size = 0;
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
    void append(byte[] bytes, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
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
        digest.update(bytes, 0, length);
        size += length;
    }

    /** Puts the whole on disk and lets go of it; it is the caller's now. */
    Path finish() throws IOException {
        if (channel == null) {
            append(new byte[0], 0);
        }
        FileChannel open = channel;
        if (open != null) {
            open.force(true);
        }
        close();
        Files.deleteIfExists(validator);
        return file;
    }

    /** Lower-case hex of all that has arrived. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
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
            open.close();
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
