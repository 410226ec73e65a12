package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.packaged.attack.LiveThreads;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The number of threads is bounded, however many media are fetched. */
@EnabledOnOs(OS.LINUX)
class ThreadsIT {

    private static final int THREADS = 150;

    /** Threads of the JVM itself: garbage collection, compilation, signals. */
    private static final int OF_THE_JVM = 30;

    private static final int DELIVERIES = 60;
    private static final int MEDIA_OF_EACH = 100;

    @TempDir
    Path folder;

    @Test
    void areBoundedWhileMediaHangAndOtherSendersGetTheirs() throws Exception {
        Map<String, String> settings = Map.of("mediahook.threads", Integer.toString(THREADS));
        try (SilentHost silent = new SilentHost();
                MediaHost host = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway = PackagedGateway.withSenders(folder, settings)
                        .jvm("-Xmx256m")
                        .start()) {
            GatewayClient client = gateway.client();
            for (int i = 0; i < DELIVERIES; i++) {
                String job = "slow-" + i;
                assertThat(client.deliver(success(job, silent)).statusCode()).isEqualTo(200);
            }
            Awaitility.await().until(() -> silent.connections() > 5);

            assertThat(client.deliver(Deliveries.of("bfl", "Ready", "genuine", host.medium(MediaKind.PNG, "genuine")))
                            .statusCode())
                    .isEqualTo(200);
            client.awaitJob("bfl", "genuine", "completed");

            assertThat(LiveThreads.of(gateway.pid())).isLessThanOrEqualTo(THREADS + OF_THE_JVM);
            assertThat(gateway.health()).isEqualTo(200);
        }
    }

    private static SignedRequest success(String job, SilentHost host) {
        String urls = IntStream.range(0, MEDIA_OF_EACH)
                .mapToObj(index -> "\"" + host.url(job + "-" + index) + "\"")
                .collect(Collectors.joining(","));
        String body = "{\"job_id\":\"" + job + "\",\"status\":\"completed\",\"result\":{\"urls\":[" + urls + "]}}";
        return Deliveries.signed("krea", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A host that accepts connections and never answers. */
    private static final class SilentHost implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        private final Set<Socket> taken = ConcurrentHashMap.newKeySet();

        SilentHost() throws IOException {
            Thread accepting = new Thread(this::accept, "silent-host");
            accepting.setDaemon(true);
            accepting.start();
        }

        URI url(String name) {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/" + name);
        }

        int connections() {
            return taken.size();
        }

        private void accept() {
            try {
                while (true) {
                    taken.add(server.accept());
                }
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : taken) {
                socket.close();
            }
        }
    }
}
