package dev.mediahook.bench.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the disk's own limit: the same files in the same folders are written, synced and renamed, and nothing else
 * is done.
 */
final class WriteLimit {

    private final int atOnce;

    /**
     * @param atOnce how many files are written at once
     */
    WriteLimit(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Writes this many files, each to its own folder, as the store does. Returns the seconds.
     *
     * @param folders whether the folders are synced too; otherwise a power cut may lose the names
     */
    double write(Path root, int count, int bytes, boolean folders) throws Exception {
        Path parts = Files.createDirectories(root.resolve("parts"));
        Path jobs = Files.createDirectories(root.resolve("jobs"));
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            long begun = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int job = i;
                all.add(threads.submit(() -> {
                    one(parts.resolve(job + ".part"), jobs.resolve("job-" + job), content, folders);
                    return job;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            threads.shutdown();
            Program.delete(root);
        }
    }

    private static void one(Path part, Path folder, byte[] content, boolean folders) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                file.write(left);
            }
            file.force(true);
        }
        Files.createDirectory(folder);
        Files.move(part, folder.resolve("0.jpg"), StandardCopyOption.ATOMIC_MOVE);
        if (folders) {
            sync(folder.getParent());
            sync(folder);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
