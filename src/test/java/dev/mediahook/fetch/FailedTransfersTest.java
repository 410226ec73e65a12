package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand transfers that fail in every way leave nothing behind. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FailedTransfersTest {

    private static final int TRANSFERS = 10_000;
    private static final int AT_ONCE = 8;

    @TempDir
    Path parts;

    private final UnixOperatingSystemMXBean system =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void leaveNoSocketNoFileNoThreadAndNoMemory() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Duration five = Duration.ofSeconds(5);
        FetchSettings settings = new FetchSettings(
                100_000,
                true,
                List.of(Cidr.of("127.0.0.1/32")),
                Set.of(),
                five,
                Duration.ofMillis(150),
                Duration.ofMinutes(30),
                AT_ONCE,
                2 * AT_ONCE,
                parts);
        try (RawServer dead = answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                RawServer trouble = answering("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n");
                RawServer large = answering("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\nxxxxxx");
                RawServer cut = answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
                RawServer garbage = answering("not HTTP at all\r\n\r\n");
                RawServer astray = answering("HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n");
                RawServer reset = new RawServer(socket -> {
                    RawServer.answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
                    socket.setSoLinger(true, 0);
                });
                MediaFetcher fetcher = new MediaFetcher(settings, Clock.systemUTC())) {
            List<URI> failing = List.of(
                    dead.url("/a"),
                    trouble.url("/a"),
                    large.url("/a"),
                    cut.url("/a"),
                    reset.url("/a"),
                    garbage.url("/a"),
                    astray.url("/a"),
                    URI.create("http://127.0.0.2:1/not-allowed"),
                    URI.create("http://127.0.0.1:1/nobody-listens"));
            run(fetcher, threads, failing, 1000);
            long files = system.getOpenFileDescriptorCount();
            int live = Thread.activeCount();
            long memory = used();

            run(fetcher, threads, failing, TRANSFERS - 1000);

            Awaitility.await().untilAsserted(() -> assertThat(system.getOpenFileDescriptorCount())
                    .isLessThan(files + 20));
            assertThat(Thread.activeCount()).isLessThan(live + 20);
            assertThat(used()).as("bytes in use").isLessThan(memory + (1 << 20));
            try (Stream<Path> left = Files.list(parts)) {
                assertThat(left)
                        .as("no more than one part and its validator for each URL")
                        .hasSizeLessThan(20);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static RawServer answering(String text) throws IOException {
        return new RawServer(socket -> RawServer.answer(socket, text));
    }

    private static void run(MediaFetcher fetcher, ExecutorService threads, List<URI> urls, int transfers)
            throws Exception {
        List<Callable<FetchOutcome>> fetches = new ArrayList<>();
        for (int i = 0; i < transfers; i++) {
            String url = urls.get(i % urls.size()).toString();
            String key = "transfer " + i % urls.size();
            fetches.add(() -> fetcher.fetch(new MediaRequest(url, HostPatterns.of(""), key)));
        }
        for (Future<FetchOutcome> outcome : threads.invokeAll(fetches)) {
            assertThat(outcome.get()).isNotInstanceOf(FetchOutcome.Fetched.class);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
