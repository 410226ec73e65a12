package dev.mediahook.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseProbe;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbesTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final WorkThreads threads = TestThreads.few();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theDatabaseMustWriteInTime(TestDatabase kind) {
        try (Database database = kind.open(folder, Map.of("mediahook.webhook.store-timeout", "10s"))) {
            Probe probe = new TimedProbe("database", new DatabaseProbe(database)::fault, PATIENCE, threads.calls());
            Awaitility.await().until(() -> probe.fault().isEmpty());

            var unused = database.writer().submit((handle, all) -> hang(), "");
            Awaitility.await().untilAsserted(() -> assertThat(probe.fault()).hasValue("no answer within 300 ms"));

            end.countDown();
            Awaitility.await().until(() -> probe.fault().isEmpty());
        }
    }

    /** Overload: a load balancer that sends the deliveries elsewhere would only move it. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFullQueueIsNoFaultOfTheDatabase(TestDatabase kind) {
        try (Database database =
                kind.open(folder, Map.of("mediahook.webhook.store-timeout", "30s", "mediahook.webhook.queue", "1"))) {
            Probe probe = new DatabaseProbe(database)::fault;
            var unused = database.accepting().submit((handle, all) -> hang(), "");
            Awaitility.await().until(() -> database.accepting().queued() == 0);
            var waits = database.accepting().submit((handle, all) -> all, "");
            assertThat(database.accepting().hasRoom()).isFalse();

            CompletableFuture<Optional<String>> asked = CompletableFuture.supplyAsync(probe::fault);
            Awaitility.await().until(() -> database.accepting().queued() == 2 || asked.isDone());
            end.countDown();

            assertThat(asked.join()).isEmpty();
            assertThat(waits).isCompleted();
        }
    }

    @Test
    void whatHangsIsNotAskedASecondTime() {
        AtomicInteger asked = new AtomicInteger();
        Probe probe = new TimedProbe(
                "hangs",
                () -> {
                    asked.incrementAndGet();
                    hang();
                    return Optional.empty();
                },
                Duration.ofMillis(300),
                threads.calls());
        // Each would wait for 300 ms if the others did not know that the probe hangs.
        assertTimeout(Duration.ofSeconds(15), () -> {
            for (int call = 0; call < 100; call++) {
                assertThat(probe.fault()).hasValue("no answer within 300 ms");
            }
        });
        assertThat(asked.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void theDiskMustHaveRoom() {
        assertThat(new DiskProbe(folder.resolve("not/there/yet"), 1).fault()).isEmpty();
        assertThat(new DiskProbe(folder, Long.MAX_VALUE).fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).startsWith("only ").contains(" MiB free, less than "));
    }

    @Test
    void aFileInPlaceOfAFolderIsAFault() throws IOException {
        Path parts = Files.createFile(folder.resolve("parts"));

        assertThat(new DiskProbe(parts, 1).fault()).hasValue("no folder that can be written");
        assertThat(new DiskProbe(parts.resolve("below"), 1).fault()).hasValue("no folder that can be written");
    }

    @Test
    void aServerMustTakeConnections() throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Probe probe = new ListeningProbe("0.0.0.0", server.getLocalPort());
        assertThat(probe.fault()).isEmpty();
        server.close();
        assertThat(probe.fault()).hasValue("port " + server.getLocalPort() + " takes no connection");
    }

    private List<String> hang() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return List.of("");
    }
}
