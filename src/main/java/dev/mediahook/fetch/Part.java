package dev.mediahook.fetch;

import dev.mediahook.config.FileModes;
import dev.mediahook.delivery.Sha256;
import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The bytes of a medium that have arrived so far, with the strong validator of the representation they belong to.
 * Survives a restart: the hash is then computed again from the file, up to the first block that has changed.
 */
final class Part implements AutoCloseable {

    private static final Logger LOG = EventLog.of(MediaFetcher.class);
    private static final int BUFFER = 1 << 16;

    private final String key;
    private final Path file;
    private final Path validator;
    private final PartSums sums;
    private final Spool spool;

    /** The validator of the current transfer until it is written to disk; then null, as it is if there is none. */
    private @Nullable String strongEtag;

    Part(Path folder, String key, Spooling spooling) throws IOException {
        String name = HexFormat.of().formatHex(Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8)), 0, 16);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            FileModes.PRIVATE.giveFolder(folder);
        }
        this.key = key;
        this.file = folder.resolve(name + ".part");
        this.validator = folder.resolve(name + ".etag");
        this.sums = new PartSums(folder.resolve(name + ".sums"));
        this.spool = new Spool(file, sums, Sha256.digest(), spooling);
    }

    /** The medium, if an earlier try received it completely. */
    Optional<Download> whole() throws IOException {
        return WholePart.read(file, bytes -> Sha256.hex(digestOf(bytes)));
    }

    /** The validator to resume with, if there are bytes to resume from. */
    Optional<String> resumable() throws IOException {
        spool.close();
        if (spool.size() == 0 && Files.exists(validator) && Files.exists(file) && Files.size(file) > 0) {
            believe(sums.of(file));
        }
        return spool.size() > 0 ? validator() : Optional.empty();
    }

    private Optional<String> validator() throws IOException {
        if (strongEtag != null) {
            return Optional.of(strongEtag);
        }
        return Files.exists(validator)
                ? Optional.of(Files.readString(validator)).filter(etag -> !etag.isBlank())
                : Optional.empty();
    }

    /**
     * Called once the part has its first checksum. Without one, a later run would not trust the part, so no file is
     * needed.
     */
    private void keepValidator() throws IOException {
        String etag = strongEtag;
        if (etag != null) {
            strongEtag = null;
            Files.writeString(validator, etag);
        }
    }

    private void believe(PartSums.Believed believed) throws IOException {
        if (believed.changed()) {
            LOG.warn(
                    "medium={} what had arrived has changed on the disk, it is fetched anew from byte={}",
                    key,
                    believed.length());
        }
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            bytes.truncate(believed.length());
        }
        spool.begin(believed.digest(), believed.length());
    }

    long size() {
        return spool.size();
    }

    /**
     * Starts over with the validator of the new transfer, or null if it can't be resumed.
     *
     * @throws UncheckedIOException if the disk fails
     */
    void restart(@Nullable String strongEtag) {
        try {
            close();
            spool.begin(Sha256.digest(), 0);
            Files.deleteIfExists(file);
            Files.deleteIfExists(validator);
            sums.delete();
            WholePart.delete(file);
            this.strongEtag = strongEtag;
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /**
     * Reads the next bytes of the body.
     *
     * @return how many bytes, or -1 at the end
     * @throws IOException if the transfer breaks
     * @throws UncheckedIOException if the disk did not accept earlier bytes
     */
    int takeFrom(InputStream body) throws IOException {
        int read = spool.takeFrom(body);
        if (spool.size() >= PartSums.BLOCK) {
            onDisk(this::keepValidator);
        }
        return read;
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }

    private static void onDisk(DiskWork work) {
        try {
            work.run();
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /**
     * Closes the complete file and hands it to the caller. The store has to sync it to disk.
     *
     * @throws UncheckedIOException if the file does not hold all bytes
     */
    Path finish() {
        try {
            close();
            if (spool.size() == 0 && !Files.exists(file)) {
                Files.createFile(file);
            }
            if (Files.size(file) != spool.size()) {
                throw new IOException("the file of the part has another size than what arrived");
            }
            Files.deleteIfExists(validator);
            sums.deleteIfKept();
            return file;
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /** Lower-case hex of all bytes that have arrived. */
    String sha256Hex() {
        return spool.sha256Hex();
    }

    void delete() {
        restart(null);
    }

    /** Deletes the part, unless a later try wants it and can resume it. */
    void keepOnlyToGoOn(boolean wanted) throws IOException {
        close();
        if (!wanted || validator().isEmpty() || !Files.exists(file)) {
            delete();
        } else {
            keepValidator();
            sums.keep();
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private static MessageDigest digestOf(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest;
    }
}
