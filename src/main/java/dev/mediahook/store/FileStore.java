package dev.mediahook.store;

import dev.mediahook.config.FileModes;
import dev.mediahook.delivery.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps media in a folder. A medium gets its name there once its bytes are on disk. The fetched file keeps its own name
 * as well: if the program is killed before the medium is on record, the next try need not fetch it again.
 */
public final class FileStore implements MediumStore {

    private static final String PART = ".part";

    private final Path root;
    private final FileModes modes;
    /** New folders whose names may not be on disk yet. */
    private final Set<Path> young = ConcurrentHashMap.newKeySet();

    /** Whether the last medium became a link, so that the fetched files are on the same file system. */
    volatile boolean links;

    /**
     * @param modes of the media and of the folders made for them
     */
    public FileStore(Path root, FileModes modes) {
        this.root = root;
        this.modes = modes;
    }

    @Override
    public String store(MediumFile medium) throws IOException {
        Path folder = root.resolve(medium.name().folder());
        Path target = folder.resolve(medium.name().file());
        List<Path> grown = createFolders(folder);
        if (!folder.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException("the medium's folder is a link that leads out of the store");
        }
        if (Files.size(medium.file()) != medium.size()) {
            throw new IOException("the file has another size than the medium that was fetched");
        }
        name(medium, folder, target);
        // The highest folder first: a journal then writes its name in the same commit as everything below.
        for (Path parent : grown) {
            sync(parent);
        }
        sync(folder);
        areOnDisk(folder, grown);
        if (Files.size(target) != medium.size()) {
            throw new IOException("the stored file has another size than the medium");
        }
        return "file:" + target;
    }

    @Override
    public boolean keepsTheFile() {
        return true;
    }

    @Override
    public boolean holds(String name, long size) {
        try {
            Path file = root.resolve(name);
            return Files.isRegularFile(file) && Files.size(file) == size;
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Optional<InputStream> read(String name, long size, long from, long length) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!holds(name, size)
                || !file.startsWith(root.normalize())
                || !file.toRealPath().startsWith(root.toRealPath())) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return Optional.of(Channels.newInputStream(channel.position(from)));
    }

    @Override
    public boolean delete(MediumName name) throws IOException {
        Path left = root.resolve(name.folder()).resolve(name.file());
        Files.deleteIfExists(left);
        try {
            for (Path folder = left.getParent();
                    folder != null && folder.startsWith(root) && !folder.equals(root);
                    folder = folder.getParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException othersAreInIt) {
            return true;
        }
        return true;
    }

    private void name(MediumFile medium, Path folder, Path target) throws IOException {
        modes.giveFile(medium.file());
        sync(medium.file());
        try {
            Files.createLink(target, medium.file());
            links = true;
        } catch (FileSystemException | UnsupportedOperationException takenOrUnable) {
            replace(medium, folder, target);
        }
    }

    /** The name is taken, or can't be a link. It never stands for half a medium. */
    private void replace(MediumFile medium, Path folder, Path target) throws IOException {
        sweep(folder, medium);
        Path beside = folder.resolve(beginningOfParts(medium) + UUID.randomUUID() + PART);
        try {
            linkOrCopy(medium, beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // It is still there if both names are links to one file.
            Files.deleteIfExists(beside);
        }
    }

    /** Another file system, and some network file systems, can't link the file. */
    private void linkOrCopy(MediumFile medium, Path beside) throws IOException {
        try {
            Files.createLink(beside, medium.file());
        } catch (FileSystemException | UnsupportedOperationException unable) {
            links = false;
            copy(medium, beside);
        }
    }

    private void copy(MediumFile medium, Path beside) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (InputStream from = new DigestInputStream(Files.newInputStream(medium.file()), sha256)) {
            Files.copy(from, beside);
        }
        if (!Sha256.hex(sha256).equals(medium.sha256())) {
            throw new IOException("the copy has other bytes than the medium");
        }
        modes.giveFile(beside);
        sync(beside);
    }

    /**
     * Deletes what a crash left of this medium. A writer that is still at work fails when it renames, and tries again.
     */
    private static void sweep(Path folder, MediumFile medium) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, beginningOfParts(medium) + "*" + PART)) {
            for (Path part : left) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static String beginningOfParts(MediumFile medium) {
        return "." + medium.name().file() + ".";
    }

    /**
     * Creates a folder and its parents. A new folder's own name must be on disk too, or a power cut loses its content.
     * The sync waits until a medium is in the folder: a journaling file system then writes both in one commit. If
     * another medium finds the folder meanwhile, its writer syncs the name as well.
     *
     * @return the folders whose names may not be on disk yet, the highest first
     */
    private List<Path> createFolders(Path folder) throws IOException {
        List<Path> grown = new ArrayList<>();
        Path parent = folder.getParent();
        if (!Files.isDirectory(folder)) {
            young.add(folder);
            if (parent != null) {
                grown.addAll(createFolders(parent));
                grown.add(parent);
            }
            Files.createDirectories(folder);
            modes.giveFolder(folder);
        } else if (parent != null && young.contains(folder)) {
            grown.addAll(createFolders(parent));
            grown.add(parent);
        }
        return grown;
    }

    /** Notes that the names of a folder and of the parents created with it are on disk. */
    private void areOnDisk(Path folder, List<Path> grown) {
        Path made = folder;
        for (int level = 0; level < grown.size() && made != null; level++) {
            young.remove(made);
            made = made.getParent();
        }
    }

    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException failure) {
            if (!folder || !unsupported(failure)) {
                throw failure;
            }
        }
    }

    /**
     * Windows can't open a folder, and some network file systems can't sync one: they make names durable in other ways.
     */
    private static boolean unsupported(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof AccessDeniedException
                || message.contains("Invalid argument")
                || message.contains("not supported");
    }
}
