package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client may end its side of the connection once it has sent its request, and still gets its answer. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HalfClosedTest {

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(data, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aDeliveryWhoseSenderEndsItsSideIsAnsweredAndTheConnectionClosed() {
        try (RawSocket socket = RawSocket.to(gateway.port())) {
            String answer = socket.send(delivery("half-1")).end().readToTheEnd();

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("}");
        }
    }

    @Test
    void eachOfSeveralRequestsIsAnswered() {
        try (RawSocket socket = RawSocket.to(gateway.port())) {
            String answers = socket.send(delivery("half-2") + delivery("half-3") + delivery("half-4"))
                    .end()
                    .readToTheEnd();

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
        }
    }

    @Test
    void aRequestThatCanNeverBecomeWholeIsLetGoAtOnce() {
        String whole = delivery("half-5");
        try (RawSocket socket = RawSocket.to(gateway.port())) {
            String answer =
                    socket.send(whole.substring(0, whole.length() - 5)).end().readToTheEnd();

            assertThat(answer).doesNotContain("200", "nothing in time");
        }
        assertThat(gateway.api("GET", "/api/jobs/bluma/half-5").statusCode()).isEqualTo(404);
    }

    @Test
    void aConnectionThatSentNothingIsLetGoAtOnce() {
        try (RawSocket socket = RawSocket.to(gateway.port())) {
            assertThat(socket.end().readToTheEnd()).isEmpty();
        }
    }

    @Test
    void aClientThatEndsItsSideWhileItIsIdleIsLetGoAtOnce() {
        try (RawSocket socket = RawSocket.to(gateway.port())) {
            assertThat(socket.send(delivery("half-6")).read()).startsWith("HTTP/1.1 200");
            assertThat(socket.end().readToTheEnd()).isEmpty();
        }
    }

    private static String delivery(String job) {
        String body = "{\"id\":\"evt_" + job + "\",\"type\":\"video.processing\",\"data\":{\"id\":\"" + job + "\"}}";
        return "POST /webhooks/bluma HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "X-Bluma-Signature: sha256="
                + TestGateway.hmac(TestGateway.BLUMA_SECRET, body.getBytes(StandardCharsets.UTF_8))
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
