package dev.mediahook.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Sends SIGKILL at a point that system calls name. strace delays the return of each call for a moment, and has reported
 * the call by then.
 */
final class KillPoint implements AutoCloseable {

    private static final String CALLS = "fsync,fdatasync,pwrite64,link,read,write,writev";

    private final PackagedGateway node;
    private final List<Pattern> calls;
    private final Process strace;
    private final CountDownLatch killed = new CountDownLatch(1);

    /**
     * @param folder for strace's messages
     * @param calls patterns of calls, as strace writes them, in the order in which they return; the program is killed
     *     at the last
     */
    KillPoint(PackagedGateway node, Path folder, String... calls) throws IOException {
        this.node = node;
        this.calls = List.of(calls).stream().map(Pattern::compile).toList();
        Path messages = folder.resolve("strace");
        strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-y",
                        "-s",
                        "200",
                        "-o",
                        "/dev/stdout",
                        "-e",
                        "trace=" + CALLS,
                        "-e",
                        "inject=" + CALLS + ":delay_exit=15000",
                        "-p",
                        Long.toString(node.pid()))
                .redirectError(messages.toFile())
                .start();
        Thread reader = new Thread(this::read, "kill-point");
        reader.setDaemon(true);
        reader.start();
        Awaitility.await().until(() -> Files.readString(messages).contains("attached"));
    }

    private void read() {
        int next = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(strace.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (next < calls.size() && calls.get(next).matcher(line).find()) {
                    next++;
                    if (next == calls.size()) {
                        node.kill();
                        killed.countDown();
                    }
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Whether the point was reached within half a minute. */
    boolean reached() throws InterruptedException {
        return killed.await(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        strace.destroy();
    }
}
