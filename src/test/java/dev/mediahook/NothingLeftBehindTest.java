package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.mediahook.FailingHost.Way;
import dev.mediahook.config.FileModes;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.MediumRef;
import dev.mediahook.fetch.Cidr;
import dev.mediahook.fetch.FetchMediumProcessor;
import dev.mediahook.fetch.FetchSettings;
import dev.mediahook.fetch.MediaFetcher;
import dev.mediahook.fetch.MediumToFetch;
import dev.mediahook.log.LogSample;
import dev.mediahook.store.ConfiguredStore;
import dev.mediahook.store.StoreMediumProcessor;
import dev.mediahook.store.probe.TypeByBytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand transfers that fail, each in one of nine ways, in fetching or in storing. */
class NothingLeftBehindTest {

    /** Too few for a host to be left alone for failures in a row, even if all transfers fall silent at once. */
    private static final int AT_ONCE = 6;

    @TempDir
    Path folder;

    private final Map<String, AtomicInteger> reasons = new ConcurrentHashMap<>();

    @Test
    void tenThousandFailedTransfersLeaveNoSocketNoFileNoThreadAndNoMemory() throws Exception {
        Duration idle = Duration.ofMillis(50);
        FetchSettings settings = new FetchSettings(
                1 << 20,
                true,
                List.of(Cidr.of("127.0.0.0/8")),
                Set.of(),
                Duration.ofSeconds(5),
                idle,
                Duration.ofMinutes(30),
                1,
                AT_ONCE,
                64,
                folder.resolve("parts"),
                true);
        try (FailingHost host = new FailingHost();
                DefaultCamelContext context = new DefaultCamelContext();
                MediaFetcher fetcher = new MediaFetcher(settings, Clock.systemUTC(), (sender, waiting) -> {})) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() throws Exception {
                    from("direct:fetch-medium")
                            .process(new FetchMediumProcessor(
                                    fetcher,
                                    sender -> "",
                                    wanted -> Optional.empty(),
                                    sender -> Optional.empty(),
                                    Clock.systemUTC()));
                    from("direct:store-medium")
                            .process(new StoreMediumProcessor(
                                    ConfiguredStore.at("file:" + folder.resolve("media"), FileModes.PRIVATE, context),
                                    new TypeByBytes(),
                                    List.of("image/*", "video/*"),
                                    "",
                                    LogSample.ofFailures()));
                }
            });
            context.start();
            ProducerTemplate template = context.createProducerTemplate();

            fail(host, template, fetcher, 0, 1000);
            await().until(() -> host.openConnections() <= AT_ONCE);
            long files = openFiles();
            int threads = threads();
            long heap = heap();
            fail(host, template, fetcher, 1000, 10_000);

            await().until(() -> host.openConnections() <= AT_ONCE);
            assertThat(openFiles()).as("open files and sockets").isLessThan(files + 2 * AT_ONCE + 8);
            assertThat(threads()).as("threads").isLessThanOrEqualTo(threads);
            assertThat(heap() - heap).as("bytes of heap").isLessThan(4 << 20);
            assertThat(left(folder.resolve("parts"))).as("part files").isZero();
            assertThat(left(folder.resolve("media"))).as("stored files").isZero();
            for (Way way : Way.values()) {
                assertThat(reasons.get(way + " " + way.reason)).as(way.name()).isNotNull();
                assertThat(reasons.get(way + " " + way.reason).get())
                        .as(way.name())
                        .isGreaterThan(1000);
            }
            fetcher.close();
            await().until(() -> host.openConnections() == 0);
        }
    }

    private void fail(FailingHost host, ProducerTemplate template, MediaFetcher fetcher, int from, int to)
            throws InterruptedException {
        List<Way> ways = List.of(Way.values());
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        for (int i = from; i < to; i++) {
            Way way = ways.get(i % ways.size());
            MediumToFetch wanted = wanted(i, host.url(way));
            callers.execute(() -> {
                Exchange fetched = template.send(
                        "direct:fetch-medium", one -> one.getMessage().setBody(wanted));
                Exchange end = fetched.getException() == null ? template.send("direct:store-medium", fetched) : fetched;
                EventFailed failed = end.getException(EventFailed.class);
                String reason = failed == null ? "none" : failed.reason().word();
                reasons.computeIfAbsent(way + " " + reason, key -> new AtomicInteger())
                        .incrementAndGet();
                // Giving an event up does the same.
                fetcher.discard(wanted.event().id(), wanted.medium());
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static MediumToFetch wanted(int number, String url) {
        MediumRef medium = new MediumRef(0, url);
        Event event = new Event(
                new EventId(number + 1),
                "bfl",
                "k" + number,
                "job-" + number,
                "Ready",
                Meaning.COMPLETED,
                List.of(medium),
                null,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                Instant.EPOCH,
                null,
                RawBody.of(new byte[0]));
        return new MediumToFetch(event, "job-" + number, medium);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mediahook")
                        || thread.getName().startsWith("Camel"))
                .count();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long left(Path where) throws IOException {
        if (!Files.exists(where)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
