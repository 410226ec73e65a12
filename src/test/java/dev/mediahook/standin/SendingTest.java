package dev.mediahook.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SendingTest {

    private static final SignedRequest REQUEST = new SignedRequest("/", Map.of("X-Test", "1"), new byte[] {'{', '}'});

    @Test
    void triesAgainUntilTheAnswerIsA2xx() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger requests = new AtomicInteger();
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(requests.incrementAndGet() < 3 ? 503 : 200, -1);
            }
        });
        server.start();
        try {
            URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Sending sending = new Sending(Duration.ofSeconds(5));
            List<Duration> pauses = List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));
            assertThat(sending.deliver(target, REQUEST, pauses).join()).isEqualTo(new Answer(200, "", 3));
            requests.set(0);
            assertThat(sending.once(target, REQUEST)).isEqualTo(new Answer(503, "", 1));
        } finally {
            server.stop(0);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void triesAgainUntilTheAnswerIsTheOneThatTheSenderWants() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger requests = new AtomicInteger();
        List<Answer> answers = List.of(new Answer(204, "", 1), new Answer(200, "OK", 2), new Answer(200, "ok", 3));
        server.createContext("/", exchange -> {
            try (exchange) {
                Answer answer = answers.get(Math.min(requests.getAndIncrement(), 2));
                byte[] body = answer.body().getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            SignedRequest picky =
                    new SignedRequest("/", Map.of("X-Test", "1"), new byte[] {'{', '}'}, new WantedAnswer(200, "ok"));
            Sending sending = new Sending(Duration.ofSeconds(5));
            List<Duration> pauses = List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO);
            assertThat(sending.deliver(target, picky, pauses).join()).isEqualTo(answers.get(2));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysThatNobodyAnswered() {
        Answer answer = new Sending(Duration.ofSeconds(5)).once(URI.create("http://127.0.0.1:1"), REQUEST);
        assertThat(answer.status()).isZero();
        assertThat(answer.accepted()).isFalse();
    }
}
