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
 * What has arrived of a medium, with the strong validator of the representation that it is a part of. Survives a restart:
 * the hash is made anew from the file then, as far as the file is as it was written.
 */
final class Part implements AutoCloseable {

    private static final Logger LOG = EventLog.of(MediaFetcher.class);
    private static final int BUFFER = 1 << 16;

    private final String key;
    private final Path file;
    private final Path validator;
    private final PartSums sums;
    private final Spool spool;

    /** The validator of what is arriving, until it is on disk too; null afterwards, and if there is none. */
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

    /** The medium, if an earlier try had it whole. */
    Optional<Download> whole() throws IOException {
        return WholePart.read(file, bytes -> Sha256.hex(digestOf(bytes)));
    }

    /** The validator with which the rest can be asked for, if there is something to go on from. */
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

    /** Of a part that is too small to have a checksum a later program would believe nothing, so its validator stays here. */
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
     * Begins from nothing, with the validator of what is coming, or none if it can't be resumed.
     *
     * @throws UncheckedIOException if the disk does not let us
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
     * Takes some of what comes next.
     *
     * @return how many bytes, or -1 at the end
     * @throws IOException if the transfer breaks
     * @throws UncheckedIOException if the disk does not take what came before
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
     * Lets go of the whole; it is the caller's now, and it is the store that has to see it on disk.
     *
     * @throws UncheckedIOException if the disk does not have all of it
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

    /** Lower-case hex of all that has arrived. */
    String sha256Hex() {
        return spool.sha256Hex();
    }

    void delete() {
        restart(null);
    }

    /** Deletes what has arrived, unless a later try wants and can go on from it. */
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
