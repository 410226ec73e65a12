package dev.mediahook.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks whether a folder's file system has enough free space. */
public final class DiskProbe implements Probe {

    private static final long MIB = 1 << 20;

    private final Path folder;
    private final long least;

    /**
     * @param folder need not exist yet; then its nearest existing parent is checked
     * @param least how many bytes must be free
     */
    public DiskProbe(Path folder, long least) {
        this.folder = folder.toAbsolutePath().normalize();
        this.least = least;
    }

    @Override
    public Optional<String> fault() {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            if (!Files.isWritable(there) || !Files.isDirectory(there)) {
                return Optional.of("no folder that can be written");
            }
            long free = Files.getFileStore(there).getUsableSpace();
            return free < least
                    ? Optional.of("only " + free / MIB + " MiB free, less than " + least / MIB)
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(unreadable.getClass().getSimpleName());
        }
    }
}
