package dev.mediahook.database;

import dev.mediahook.config.FileModes;
import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;

/** Reports what SQLite does not: that it drops a part of its own log because the bytes have changed on disk. */
final class DamagedLog {

    private static final Logger LOG = EventLog.of(DamagedLog.class);
    private static final int PAGE_SIZE_AT = 16;
    private static final int USUAL_PAGE = 4096;

    private DamagedLog() {}

    /** Must run before SQLite opens the database, which starts a new log. */
    static void say(Path database) {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        try {
            Optional<WalFrames.Damage> damage = WalFrames.damage(log, pageSize(database));
            damage.ifPresent(left -> say(log, left));
        } catch (IOException unreadable) {
            LOG.warn("{} can't be looked through error={}", log, unreadable.toString());
        }
    }

    private static void say(Path log, WalFrames.Damage damage) {
        LOG.error(
                "{} is damaged from frame={} on: frames={} with transactions={} are lost, {}; a copy is kept as {}",
                log,
                damage.frame(),
                damage.frames(),
                damage.commits(),
                damage.perhapsTorn()
                        ? "perhaps torn by a power cut before anybody was told of them, otherwise acknowledged"
                        : "so what was acknowledged or done shortly before the last stop may be missing",
                copy(log));
    }

    private static String copy(Path log) {
        try {
            // The last write names the copy. So a start that fails and is repeated keeps only one copy.
            long written = Files.getLastModifiedTime(log).toMillis();
            Path copy = log.resolveSibling(log.getFileName() + ".damaged-" + written);
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
            FileModes.PRIVATE.giveFile(copy);
            return copy.getFileName().toString();
        } catch (IOException full) {
            return "nothing, for it could not be written: " + full;
        }
    }

    private static int pageSize(Path database) throws IOException {
        ByteBuffer size = ByteBuffer.allocate(2);
        try (FileChannel file = FileChannel.open(database)) {
            if (file.read(size, PAGE_SIZE_AT) < 2) {
                return USUAL_PAGE;
            }
        }
        int pages = size.getShort(0) & 0xffff;
        return pages == 1 ? 1 << 16 : Math.max(512, pages);
    }
}
