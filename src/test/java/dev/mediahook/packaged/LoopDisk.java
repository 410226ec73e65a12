package dev.mediahook.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A separate disk: a file that is mounted. The file system delays its writes to the file for minutes, unless a program
 * syncs. A power cut loses the writes that are not yet in the file.
 */
final class LoopDisk implements AutoCloseable {

    private final Path image;
    private final Path place;

    private LoopDisk(Path image, Path place) {
        this.image = image;
        this.place = place;
    }

    /** Whether this user may mount disks. */
    static boolean possible(Path folder) throws IOException, InterruptedException {
        try (LoopDisk disk = make(folder.resolve("tried"), folder.resolve("tried-place"), 8)) {
            return disk.place != null;
        } catch (IOException notAllowed) {
            return false;
        }
    }

    static LoopDisk make(Path image, Path place, int megabytes) throws IOException, InterruptedException {
        run("truncate", "-s", megabytes + "M", image.toString());
        run("mkfs.ext4", "-q", "-m", "0", image.toString());
        return mount(image, place);
    }

    private static LoopDisk mount(Path image, Path place) throws IOException, InterruptedException {
        Files.createDirectories(place);
        run("mount", "-o", "loop,commit=300", image.toString(), place.toString());
        return new LoopDisk(image, place);
    }

    /** Mounts the disk as a power cut at this moment would leave it. */
    LoopDisk afterAPowerCut(Path copy, Path otherPlace) throws IOException, InterruptedException {
        run("cp", "--sparse=always", image.toString(), copy.toString());
        return mount(copy, otherPlace);
    }

    /** Makes the disk read-only or writable again. No file may be open for writing. */
    void readOnly(boolean now) throws IOException, InterruptedException {
        run("mount", "-o", "remount," + (now ? "ro" : "rw"), place.toString());
    }

    Path place() {
        return place;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command[0] + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", place.toString());
    }
}
