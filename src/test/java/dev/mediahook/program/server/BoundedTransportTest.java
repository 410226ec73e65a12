package dev.mediahook.program.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoundedTransportTest {

    private static final int FLOOD = 400;
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: g\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx =
            BoundedTransport.vertx(new VertxOptions().setEventLoopPoolSize(1), 10_000, Duration.ofSeconds(1));
    private final List<Socket> flood = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : flood) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theWholeFloodIsServedInItsTurn() throws Exception {
        int port = server();
        for (int i = 0; i < FLOOD; i++) {
            flood.add(new Socket("127.0.0.1", port));
        }
        for (Socket socket : flood) {
            assertThat(ask(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET / HTTP/1.1\r\nHost:", "PRI * HT"})
    void aClientWhoseFirstHeadTakesTooLongLeaves(String begun) throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server())) {
            slow.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));

            assertThat(read(slow)).isEmpty();
        }
    }

    @Test
    void aClientThatHasAskedOnceStays() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server())) {
            Awaitility.await().during(Duration.ofMillis(1_500)).until(() -> ask(client)
                    .startsWith("HTTP/1.1 200"));
        }
    }

    private int server() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end());
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST);
        return read(socket);
    }

    private static String read(Socket socket) throws IOException {
        byte[] buffer = new byte[1024];
        int bytes = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, bytes), StandardCharsets.US_ASCII);
    }
}
