package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slow clients don't hold up others. */
class SlowClientsTest {

    private static final int CONNECTIONS = 20;

    @TempDir
    Path data;

    TestGateway gateway;

    private final List<RawSocket> sockets = new ArrayList<>();

    private void start(String patience) {
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.server.connections", Integer.toString(CONNECTIONS),
                        "mediahook.server.idle-timeout", patience,
                        "mediahook.webhook.body-timeout", patience));
    }

    @AfterEach
    void hangUp() {
        sockets.forEach(RawSocket::close);
        gateway.close();
    }

    @Test
    void whoeverIsSilentIsClosed() {
        start("2s");
        RawSocket silent = open();
        RawSocket halfHead = open().send("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nContent-Le");
        RawSocket idle = open().send("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(idle.read()).startsWith("HTTP/1.1 404");
        RawSocket unread = open().send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1");
        assertThat(unread.read()).startsWith("HTTP/1.1 404");

        assertThat(List.of(silent.read(), halfHead.read(), idle.read(), unread.read()))
                .as("the server has closed the connections")
                .containsOnly("");
    }

    /**
     * The idle timeout is an hour. If deliveries had to wait until silent connections time out, the test would not end
     * in time.
     */
    @Test
    @Timeout(120)
    void silentConnectionsAndStalledBodiesGiveWayToDeliveries() {
        start("1h");
        for (int i = 0; i < 3 * CONNECTIONS; i++) {
            RawSocket socket = open();
            if (i % 3 == 1) {
                socket.send("POST /webhooks/bfl HTTP/1.1\r\n");
            } else if (i % 3 == 2) {
                socket.send("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
            }
        }

        for (int i = 0; i < 5; i++) {
            assertThat(gateway.deliverBfl("{\"id\":\"job-genuine-" + i + "\",\"status\":\"Pending\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(gateway.health()).isEqualTo(200);
        assertThat(gateway.metrics()).contains("mediahook_connections_closed_total{why=\"crowded\"}");
    }

    private RawSocket open() {
        RawSocket socket = RawSocket.to(gateway.port());
        sockets.add(socket);
        return socket;
    }
}
