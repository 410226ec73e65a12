package dev.mediahook.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Records the system calls of a running program, or makes some of them fail, until it is closed. */
final class Strace implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/strace");

    private final Process process;
    private final Path calls;

    static boolean available() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * @param folder for its two files
     */
    Strace(PackagedGateway node, Path folder, String... options) throws IOException {
        calls = folder.resolve("calls");
        Path messages = folder.resolve("strace");
        List<String> command = new ArrayList<>(
                List.of(PROGRAM.toString(), "-f", "-o", calls.toString(), "-p", Long.toString(node.pid())));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.readString(messages)
                .contains("attached"));
    }

    /** The calls so far, in order. */
    List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
