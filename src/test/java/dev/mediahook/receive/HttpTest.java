package dev.mediahook.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifies the answers to HTTP as real clients send it, and to HTTP that they should not send. */
class HttpTest {

    private static final String BODY = "{\"job_id\":\"job-http\",\"status\":\"processing\"}";

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data, Map.of("mediahook.krea.webhook-token", "tok+en=1~,krea-token", "mediahook.webhook.queue", "50"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void answersExpectContinue() {
        HttpResponse<String> delivered = gateway.send(HttpRequest.newBuilder(gateway.url("/webhooks/krea/krea-token"))
                .expectContinue(true)
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofString(BODY))
                .build());
        assertThat(delivered.statusCode()).isEqualTo(200);

        try (RawSocket socket = RawSocket.to(gateway.port())) {
            socket.send(head("/webhooks/krea/krea-token", BODY.length()) + "Expect: 100-continue\r\n\r\n");
            assertThat(socket.read()).startsWith("HTTP/1.1 100");
            assertThat(socket.send(BODY).read()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesByTheHeadAloneWhatTheHeadAloneTells() {
        String expecting = "Expect: 100-continue\r\n\r\n";

        assertThat(RawSocket.answer(gateway.port(), head("/webhooks/bfl", 2 << 20) + expecting))
                .startsWith("HTTP/1.1 413");
        assertThat(RawSocket.answer(gateway.port(), head("/webhooks/nobody", 100) + expecting))
                .startsWith("HTTP/1.1 404");
        assertThat(RawSocket.answer(
                        gateway.port(), head("/api/jobs/bfl", 100) + "Authorization: Bearer wrong\r\n" + expecting))
                .startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/bfl", "/webhooks/bluma?a=b", "/webhooks/krea", "/webhooks/higgsfield/"})
    void refusesADeliveryWithoutSignatureOrTokenBeforeItsBodyIsSent(String path) {
        String expecting = "Expect: 100-continue\r\n\r\n";
        String chunked = "POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" + expecting;

        for (String request : List.of(head(path, 100) + expecting, chunked)) {
            assertThat(RawSocket.answer(gateway.port(), request))
                    .startsWith("HTTP/1.1 401")
                    .endsWith("{\"error\":\"invalid_signature\"}");
            assertThat(gateway.get("/api/rejections").at("/items/0/cause").asText())
                    .isIn("signature_missing", "token_missing");
        }
    }

    @Test
    void takesTheBodyOfADeliveryThatItsHeadAloneDoesNotRefuse() {
        String forged = head("/webhooks/bfl", BODY.length()) + "X-BFL-Signature: sha256=" + "00".repeat(32)
                + "\r\nExpect: 100-continue\r\n\r\n";
        String guessed = head("/webhooks/krea/guess", BODY.length()) + "Expect: 100-continue\r\n\r\n";

        for (String request : List.of(forged, guessed)) {
            try (RawSocket socket = RawSocket.to(gateway.port())) {
                assertThat(socket.send(request).read()).startsWith("HTTP/1.1 100");
                assertThat(socket.send(BODY).read()).startsWith("HTTP/1.1 401");
            }
        }
    }

    @Test
    void namesTheMethodsThatAPathTakes() {
        HttpResponse<String> answer = gateway.send(
                HttpRequest.newBuilder(gateway.url("/webhooks/bfl")).DELETE().build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok+en=1~", "tok%2Ben%3D1%7E", "%74ok+en=1~", "tok+en=1~/", "krea-token/", "krea%2dtoken"})
    void aTokenIsTheSameHoweverItsPathIsWritten(String token) {
        assertThat(gateway.post("/webhooks/krea/" + token, BODY.getBytes(UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPlusIsNoBlankAndADifferentTokenIsRefused() {
        assertThat(gateway.post("/webhooks/krea/tok%20en=1~", BODY.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void speaksNoHttp2UnlessAsked() {
        assertThat(RawSocket.answer(gateway.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                .as("a plain answer, and no SETTINGS frame")
                .startsWith("HTTP/2.0 501");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/bfl", "/nowhere", "/api/jobs", "/api/events/x/payload"})
    void tellsBrowsersToGuessNoType(String path) {
        assertThat(gateway.api("GET", path).headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n";
    }
}
