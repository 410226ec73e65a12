package dev.mediahook.database;

import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The folder of the embedded database. A lock allows one program at a time: two would take each other's events. */
final class DataFolder implements AutoCloseable {

    /**
     * Others can't list the folder, but may pass through it to media that mediahook.media.permissions lets them read.
     */
    private static final String ENTERED_BY_OTHERS = "rwx--x--x";

    private final Path database;
    private final @Nullable Object file;
    private final FileChannel lock;

    private DataFolder(Path database, FileChannel lock) throws IOException {
        this.database = database;
        this.file = file(database);
        this.lock = lock;
    }

    /**
     * Locks the folder, and creates it if it is missing.
     *
     * @throws SettingsFault if it can't be written to, or another program has locked it
     */
    static DataFolder take(Path folder) {
        Path absolute = folder.toAbsolutePath();
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
                give(absolute, ENTERED_BY_OTHERS);
            }
            Path lock = absolute.resolve("mediahook.lock");
            makePrivate(lock);
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new SettingsFault(List.of("another Mediahook is running on mediahook.data-dir=" + absolute
                        + ": stop it, or give this one a folder of its own"));
            }
            Path database = absolute.resolve("mediahook.db");
            makePrivate(database);
            return new DataFolder(database, channel);
        } catch (IOException failure) {
            throw new SettingsFault(List.of("mediahook.data-dir=" + absolute + " can't be written to ("
                    + failure.getClass().getSimpleName()
                    + "): make it writable for this program's user, or name another folder"));
        }
    }

    /** Whether the database is still empty. */
    boolean isNew() {
        return database.toFile().length() == 0;
    }

    /** Whether the database's name no longer leads to the file that it led to. */
    boolean isMoved() {
        try {
            return !Objects.equals(file, file(database));
        } catch (IOException gone) {
            return true;
        }
    }

    /** Which file it is, by any name; null if the file system can't tell. */
    private static @Nullable Object file(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    Path database() {
        return database;
    }

    /**
     * The database holds keys, and SQLite gives the files beside it the same permissions. Only we may lock the lock
     * file.
     */
    private static void makePrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        give(file, "rw-------");
    }

    private static void give(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }
}
