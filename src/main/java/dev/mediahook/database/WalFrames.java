package dev.mediahook.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads SQLite's write-ahead log as SQLite does (sqlite.org/fileformat2.html, section 4): from the start to the first
 * frame whose checksum does not match. SQLite silently ignores that frame and all after it. This class checks whether
 * complete transactions follow. None follows a write that was torn by a power failure.
 */
final class WalFrames {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    private final FileChannel log;
    private final int pageSize;
    private final ByteOrder order;
    private final long salts;

    private WalFrames(FileChannel log, int pageSize, ByteOrder order, long salts) {
        this.log = log;
        this.pageSize = pageSize;
        this.order = order;
        this.salts = salts;
    }

    /**
     * What SQLite drops.
     *
     * @param frame the first frame that does not match, counted from 0
     * @param frames how many frames there are from that one on
     * @param commits how many complete transactions end after it
     * @param perhapsTorn whether this may be a single transaction that a power failure tore before it was synced
     */
    record Damage(long frame, long frames, long commits, boolean perhapsTorn) {}

    /**
     * The damage of a log, if there is any.
     *
     * @param pages the size of the database's pages in bytes, for a log whose own header is damaged
     */
    static Optional<Damage> damage(Path file, int pages) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            ByteBuffer first = ByteBuffer.allocate(FRAME_HEADER);
            if (!fill(log, header, 0) || !fill(log, first, HEADER)) {
                return Optional.empty();
            }
            ByteOrder order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            Sum sum = new Sum(0, 0).over(header.limit(24).order(order));
            header.limit(HEADER).order(ByteOrder.BIG_ENDIAN);
            boolean whole = (header.getInt(0) & ~1) == MAGIC && sum.equals(Sum.at(header, 24));
            return whole
                    ? new WalFrames(log, header.getInt(8), order, header.getLong(16)).after(sum, true)
                    : new WalFrames(log, pages, order, first.getLong(8)).after(sum, false);
        }
    }

    private Optional<Damage> after(Sum header, boolean headerFits) throws IOException {
        long frames = (log.size() - HEADER) / (FRAME_HEADER + pageSize);
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + pageSize);
        Sum before = header;
        long bad = headerFits ? -1 : 0;
        long last = -1;
        long commits = 0;
        boolean endsOne = !headerFits;
        for (long i = 0; i < frames && fill(log, frame.clear(), HEADER + i * (FRAME_HEADER + pageSize)); i++) {
            boolean fits =
                    frame.getLong(8) == salts && before.after(frame, order).equals(Sum.at(frame, 16));
            if (bad < 0 && !fits) {
                bad = i;
                endsOne = frame.getInt(4) != 0;
            } else if (bad >= 0 && fits) {
                // Each checksum continues the previous one, so frames after a damaged one can be verified too.
                commits += frame.getInt(4) == 0 ? 0 : 1;
                last = i;
            }
            before = Sum.at(frame, 16);
        }
        return commits == 0
                ? Optional.empty()
                : Optional.of(new Damage(bad, last - bad + 1, commits, commits == 1 && !endsOne));
    }

    private static boolean fill(FileChannel log, ByteBuffer buffer, long from) throws IOException {
        while (buffer.hasRemaining()) {
            if (log.read(buffer, from + buffer.position()) < 0) {
                return false;
            }
        }
        buffer.flip();
        return true;
    }

    /** A checksum of SQLite's log. */
    private record Sum(int one, int two) {

        static Sum at(ByteBuffer bytes, int index) {
            return new Sum(bytes.getInt(index), bytes.getInt(index + 4));
        }

        /** Adds the first eight bytes of a frame and its page. */
        Sum after(ByteBuffer frame, ByteOrder order) {
            ByteBuffer bytes = frame.duplicate().order(order);
            return over(bytes.limit(8)).over(bytes.limit(frame.limit()).position(FRAME_HEADER));
        }

        Sum over(ByteBuffer bytes) {
            int s = one;
            int t = two;
            while (bytes.remaining() >= 8) {
                s += bytes.getInt() + t;
                t += bytes.getInt() + s;
            }
            return new Sum(s, t);
        }
    }
}
