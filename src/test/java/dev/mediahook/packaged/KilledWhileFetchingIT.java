package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed while it fetches a large medium from a host that supports ranges. The fetch goes on where it
 * stopped.
 */
class KilledWhileFetchingIT {

    private static final int SIZE = (32 << 20) + 123;
    private static final int PIECE = 1 << 16;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private final byte[] medium = medium();
    private final List<Integer> askedFrom = new CopyOnWriteArrayList<>();

    @Test
    void goesOnFromWhereItWasAndKeepsEveryByte() throws Exception {
        ExecutorService workers = Executors.newCachedThreadPool();
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setExecutor(workers);
        host.createContext("/", this::serve);
        host.start();
        try (MediaHost thumbnails = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway =
                        PackagedGateway.withSenders(folder, Map.of()).start()) {
            URI url = URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/medium.mp4");
            URI thumbnail = thumbnails.medium(MediaKind.PNG, "thumbnail");
            gateway.client().deliver(Deliveries.of("bluma", "video.completed", "job-large", url, thumbnail));
            for (int kill = 1; kill <= KILLS; kill++) {
                long more = arrived() + SIZE / 5;
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> arrived() > more);
                gateway.kill();
                gateway.start();
            }
            JsonNode job = gateway.client().awaitJob("bluma", "job-large", "completed");

            assertThat(askedFrom).hasSize(KILLS + 1).isSorted().doesNotHaveDuplicates();
            assertThat(job.at("/media/0/sha256").asText()).isEqualTo(StoredMedia.sha256(medium));
            assertThat(gateway.media().resolve("bluma/job-large/0.mp4")).hasBinaryContent(medium);
            assertThat(StoredMedia.files(folder.resolve("data/parts"))).isEmpty();
        } finally {
            host.stop(0);
            workers.shutdownNow();
        }
    }

    /** How many bytes are in the folder for parts. */
    private long arrived() throws IOException {
        Path parts = folder.resolve("data/parts");
        long bytes = 0;
        for (String file : StoredMedia.files(parts)) {
            // 0 if the thumbnail has just gone to the store.
            bytes += parts.resolve(file).toFile().length();
        }
        return bytes;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        askedFrom.add(from);
        exchange.getResponseHeaders().set("ETag", "\"the-one\"");
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        try (exchange) {
            exchange.sendResponseHeaders(range == null ? 200 : 206, SIZE - from);
            for (int sent = from; sent < SIZE; sent += PIECE) {
                exchange.getResponseBody().write(medium, sent, Math.min(PIECE, SIZE - sent));
                LockSupport.parkNanos(8_000_000);
            }
        }
    }

    private static byte[] medium() {
        byte[] bytes = new byte[SIZE];
        new Random(20261121).nextBytes(bytes);
        try (MediaHost samples = MediaHost.start(0, Clock.systemUTC())) {
            byte[] head = samples.bytes(MediaKind.MP4, "large");
            System.arraycopy(head, 0, bytes, 0, head.length);
        }
        return bytes;
    }
}
