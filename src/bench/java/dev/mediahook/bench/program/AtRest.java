package dev.mediahook.bench.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Makes all measurements begin in the same state, as on a machine that has been up for a while. The disk has taken all
 * writes, and the pages of an empty file fill the free memory. Otherwise a program pays some 2 seconds a gibibyte for
 * pages that the hypervisor must first provide, but not if it runs after a file was deleted.
 */
final class AtRest implements AutoCloseable {

    private static final long GIB = 1L << 30;
    private static final long MORE_THAN_A_TURN_FREES = 4 * GIB;

    private final Path empty = Files.createTempFile("mediahook-empty", "");
    private final FileChannel channel = FileChannel.open(empty, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

    AtRest() throws IOException {
        channel.write(ByteBuffer.wrap(new byte[1]), 1024 * GIB);
        fill(memory());
    }

    /** Waits for writes that are left over, so that they don't count in the next measurement. */
    void await() throws IOException {
        double unused = Tool.run(List.of("sync"));
        fill(MORE_THAN_A_TURN_FREES);
    }

    private void fill(long bytes) throws IOException {
        for (long read = 0; read < bytes; read += buffer.capacity()) {
            buffer.clear();
            channel.read(buffer);
        }
    }

    private static long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemFree:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.delete(empty);
    }
}
