package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that connect and then take their time: none of them takes another's. */
class SlowClientsTest {

    private static final int CONNECTIONS = 20;

    @TempDir
    static Path data;

    static TestGateway gateway;

    private final List<RawSocket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.server.connections", Integer.toString(CONNECTIONS),
                        "mediahook.server.idle-timeout", "2s",
                        "mediahook.webhook.body-timeout", "2s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void hangUp() {
        sockets.forEach(RawSocket::close);
    }

    @Test
    void whoeverIsSilentIsClosed() {
        RawSocket silent = open();
        RawSocket halfHead = open().send("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nContent-Le");
        RawSocket idle = open().send("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(idle.read()).startsWith("HTTP/1.1 404");
        RawSocket unread = open().send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1");
        assertThat(unread.read()).startsWith("HTTP/1.1 404");

        assertThat(List.of(silent.read(), halfHead.read(), idle.read(), unread.read()))
                .as("closed")
                .containsOnly("");
    }

    @Test
    void silentConnectionsAndStalledBodiesGiveWayToDeliveries() {
        for (int i = 0; i < 3 * CONNECTIONS; i++) {
            RawSocket socket = open();
            if (i % 3 == 1) {
                socket.send("POST /webhooks/bfl HTTP/1.1\r\n");
            } else if (i % 3 == 2) {
                socket.send("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
            }
        }

        long begin = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.deliverBfl("{\"id\":\"job-genuine-" + i + "\",\"status\":\"Pending\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(gateway.health()).isEqualTo(200);
        assertThat(gateway.metrics()).contains("mediahook_connections_closed_total{why=\"crowded\"}");
    }

    private RawSocket open() {
        RawSocket socket = RawSocket.to(gateway.port());
        sockets.add(socket);
        return socket;
    }
}
