package dev.mediahook.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specifies which deliveries are refused and how they are answered, over real sockets. */
class RefusingTest {

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data, Map.of("mediahook.webhook.max-body-bytes", "5000", "mediahook.webhook.body-timeout", "1s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void refusesWhatIsNotSignedBySender() {
        byte[] body = "{\"id\":\"job-forged\",\"status\":\"Ready\"}".getBytes(UTF_8);
        String right = TestGateway.hmac(TestGateway.BFL_SECRET, body);

        assertRefused(gateway.post("/webhooks/bfl", body), "signature_missing");
        assertRefused(gateway.post("/webhooks/bfl", body, "X-BFL-Signature", right), "signature_malformed");
        assertRefused(gateway.post("/webhooks/bfl", body, "X-BFL-Signature", "sha256=zz"), "signature_malformed");
        assertRefused(
                gateway.post("/webhooks/bfl", body, "X-BFL-Signature", "sha256=" + "0".repeat(64)), "signature_wrong");
        assertRefused(
                gateway.post(
                        "/webhooks/bfl",
                        body,
                        "X-BFL-Signature",
                        "sha256=" + right,
                        "X-BFL-Signature",
                        "sha256=" + right),
                "signature_repeated");
        assertThat(gateway.api("GET", "/api/jobs/bfl/job-forged").statusCode()).isEqualTo(404);
        assertThat(gateway.metrics()).contains("mediahook_refusals_total{cause=\"signature_wrong\",sender=\"bfl\"");
    }

    @Test
    void takesUpperCaseHexAndTheSecretBefore() {
        byte[] body = "{\"id\":\"job-upper\",\"status\":\"Pending\"}".getBytes(UTF_8);
        String upper = TestGateway.hmac("the-secret-before", body).toUpperCase(Locale.ROOT);

        assertThat(gateway.post("/webhooks/bfl", body, "X-BFL-Signature", "sha256=" + upper)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void knowsUnsignedSendersByTheTokenInTheirPath() {
        byte[] body = "{\"job_id\":\"job-krea\",\"status\":\"processing\"}".getBytes(UTF_8);

        assertThat(gateway.post("/webhooks/krea/krea-token", body).statusCode()).isEqualTo(200);
        assertRefused(gateway.post("/webhooks/krea/higgsfield-token", body), "token_wrong");
        assertRefused(gateway.post("/webhooks/krea/", body), "token_missing");
        assertRefused(gateway.post("/webhooks/krea", body), "token_missing");
    }

    @Test
    void knowsNoPathWithMoreThanATokenBehindTheSender() {
        byte[] body = "{\"job_id\":\"job-further\",\"status\":\"processing\"}".getBytes(UTF_8);

        HttpResponse<String> answer = gateway.post("/webhooks/krea/krea-token/more", body);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"not_found\"}");
        assertThat(gateway.post("/webhooks/krea/another/and/more/", body).statusCode())
                .isEqualTo(404);
        assertThat(gateway.post("/webhooks/krea/krea-token/more", new byte[0]).statusCode())
                .isEqualTo(404);
        assertThat(gateway.api("GET", "/api/jobs/krea/job-further").statusCode())
                .isEqualTo(404);
        assertThat(gateway.post("/webhooks/krea/%6Brea%2Dtoken/", body).statusCode())
                .isEqualTo(200);
        assertRefused(gateway.post("/webhooks/krea/krea-token%2Fmore", body), "token_wrong");
    }

    @Test
    void refusesAnEmptyBodyAndOneOverTheLimit() {
        HttpResponse<String> empty = gateway.post("/webhooks/bfl", new byte[0]);
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).isEqualTo("{\"error\":\"empty\"}");

        HttpResponse<String> large = gateway.post("/webhooks/bfl", new byte[5001]);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).isEqualTo("{\"error\":\"too_large\"}");
        assertThat(gateway.get("/api/rejections").at("/items/0/cause").asText()).isEqualTo("too_large");
    }

    @Test
    void holdsTheLimitWhileAChunkedBodyStreamsIn() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
            for (int i = 0; i < 6; i++) {
                out.write("3e8\r\n".getBytes(UTF_8));
                out.write(new byte[1000]);
                out.write("\r\n".getBytes(UTF_8));
            }
            out.flush();
            assertThat(firstLine(socket.getInputStream())).contains("413");
        }
    }

    @Test
    void asksWhoeverIsTooSlowToComeAgain() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
            out.flush();
            assertThat(firstLine(socket.getInputStream())).contains("408");
        }
        JsonNode rejection = gateway.get("/api/rejections").at("/items/0");
        assertThat(rejection.path("cause").asText()).isEqualTo("incomplete");
        assertThat(rejection.path("bytes").asLong()).isEqualTo(1);
    }

    private static void assertRefused(HttpResponse<String> answer, String cause) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_signature\"}");
        JsonNode rejection = gateway.get("/api/rejections").at("/items/0");
        assertThat(rejection.path("cause").asText()).isEqualTo(cause);
        assertThat(rejection.path("sha256").asText()).hasSize(64);
    }

    private static String firstLine(InputStream stream) throws Exception {
        byte[] answer = new byte[200];
        int read = stream.read(answer);
        return new String(answer, 0, Math.max(0, read), UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }
}
