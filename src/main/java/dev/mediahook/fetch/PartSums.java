package dev.mediahook.fetch;

import dev.mediahook.delivery.Sha256;
import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;

/**
 * Checksums beside a part, one for each block that has arrived. A later try resumes after the blocks whose checksums
 * still match and trusts no other bytes: a bit may have flipped on disk, or a power failure may have lost a write. A
 * torn or missing line only makes the trusted part shorter. Used by one thread at a time.
 */
final class PartSums {

    private static final Logger LOG = EventLog.of(MediaFetcher.class);

    /**
     * Large enough that the lines of a large medium cost nothing, small enough that little is fetched again after a
     * crash.
     */
    static final long BLOCK = 4 << 20;

    private static final int BUFFER = 1 << 16;

    /** The offset at which a block ends in the part, and the block's CRC32C. */
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{8})");

    private static final HexFormat HEX = HexFormat.of();

    private final Path file;
    private final CRC32C crc = new CRC32C();
    private long begun;
    private long end;
    private boolean written;
    private boolean unable;

    PartSums(Path file) {
        this.file = file;
    }

    /**
     * The bytes of a part that are unchanged.
     *
     * @param length in bytes, from the beginning of the part
     * @param digest of these bytes
     * @param changed whether the bytes after them have changed on disk
     */
    record Believed(long length, MessageDigest digest, boolean changed) {}

    /** Verifies a part, and drops the checksums of all bytes that can't be trusted. */
    Believed of(Path part) throws IOException {
        MessageDigest digest = Sha256.digest();
        StringBuilder good = new StringBuilder();
        long length = 0;
        boolean changed = false;
        try (InputStream bytes = Files.newInputStream(part)) {
            for (String line : lines()) {
                Matcher block = LINE.matcher(line);
                if (!block.matches() || Long.parseLong(block.group(1)) <= length) {
                    break;
                }
                MessageDigest further = copyOf(digest);
                long crc = take(bytes, Long.parseLong(block.group(1)) - length, further);
                if (crc != Long.parseLong(block.group(2), 16)) {
                    changed = crc >= 0;
                    break;
                }
                digest = further;
                length = Long.parseLong(block.group(1));
                good.append(line).append('\n');
            }
        }
        Files.writeString(file, good);
        written = true;
        return new Believed(length, digest, changed);
    }

    /** Continues after the trusted bytes. */
    void begin(long length) {
        next(length);
        unable = false;
    }

    private void next(long length) {
        crc.reset();
        begun = length;
        end = length;
    }

    void add(byte[] bytes, int length) {
        crc.update(bytes, 0, length);
        end += length;
        if (end - begun >= BLOCK) {
            keep();
        }
    }

    /** Writes the checksum of the bytes after the last complete block. */
    void keep() {
        if (end == begun || unable) {
            return;
        }
        try {
            Files.writeString(
                    file,
                    end + " " + HEX.toHexDigits(crc.getValue(), 8) + "\n",
                    StandardOpenOption.CREATE,
                    written ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            written = true;
            next(end);
        } catch (IOException disk) {
            // A missing checksum only shortens the trusted part. Later ones would not fit, so none are written.
            unable = true;
            LOG.debug("a checksum of a part could not be kept", disk);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        written = false;
    }

    /** Like {@link #delete()}, but only if checksums were written. */
    void deleteIfKept() throws IOException {
        if (written) {
            delete();
        }
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** The checksum of the next bytes; -1 if the stream ends before. */
    private static long take(InputStream bytes, long length, MessageDigest digest) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int read = bytes.read(buffer, 0, (int) Math.min(BUFFER, left));
            if (read < 0) {
                return -1;
            }
            crc.update(buffer, 0, read);
            digest.update(buffer, 0, read);
            left -= read;
        }
        return crc.getValue();
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException never) {
            throw new IllegalStateException(never);
        }
    }
}
