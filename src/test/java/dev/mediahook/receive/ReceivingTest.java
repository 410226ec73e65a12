package dev.mediahook.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specifies the answer to each kind of request that a sender can make, over real sockets. */
class ReceivingTest {

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data, Map.of("mediahook.webhook.max-body-bytes", "5000", "mediahook.abstrakt.webhook-secret", ""));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void answersANewDeliveryAndARepeatOfIt() {
        String body = "{\"id\":\"job-repeat\",\"status\":\"Pending\"}";

        HttpResponse<String> first = gateway.deliverBfl(body);
        HttpResponse<String> repeat = gateway.deliverBfl(body);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(first.headers().firstValue("content-type")).contains("application/json");
        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(repeat.body()).isEqualTo("{\"status\":\"already_processed\"}");
        assertThat(gateway.awaitJob("bfl", "job-repeat", "running")
                        .at("/events/0/duplicates")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void fiftyIdenticalDeliveriesAtOnceAreOneEvent() {
        String body = "{\"id\":\"job-fifty\",\"status\":\"Pending\"}";

        List<String> answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> gateway.deliverBfl(body).body()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn("{\"status\":\"received\"}"::equals).hasSize(1);
        assertThat(answers)
                .filteredOn("{\"status\":\"already_processed\"}"::equals)
                .hasSize(49);
        JsonNode events = gateway.awaitJob("bfl", "job-fifty", "running").path("events");
        assertThat(events).hasSize(1);
        assertThat(events.at("/0/duplicates").asInt()).isEqualTo(49);
    }

    @Test
    void answersOtherMethodsPathsAndSendersThatAreOff() {
        assertThat(status("GET", "/webhooks/bfl")).isEqualTo(405);
        assertThat(status("PUT", "/webhooks/krea/krea-token")).isEqualTo(405);
        assertThat(status("POST", "/webhooks/nobody")).isEqualTo(404);
        assertThat(status("POST", "/webhooks/bfl/more")).isEqualTo(404);
        assertThat(status("POST", "/webhooks/abstrakt"))
                .as("a sender that is off")
                .isEqualTo(404);
        assertThat(status("GET", "/webhooks/abstrakt"))
                .as("a sender that is off")
                .isEqualTo(404);
    }

    @Test
    void keepsAConnectionForTheNextDelivery() throws Exception {
        byte[] body = "{\"job_id\":\"job-keep-alive\",\"status\":\"processing\"}".getBytes(UTF_8);
        byte[] head = ("POST /webhooks/krea/krea-token HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(body);
                byte[] answer = new byte[1000];
                int read = socket.getInputStream().read(answer);
                assertThat(new String(answer, 0, read, UTF_8)).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void checksTheBytesWhateverTheyAreCalled() {
        String pretty = "{\n  \"id\" : \"job-ünïcode-✓\",\n  \"status\" : \"Pending\"\n}";
        byte[] body = pretty.getBytes(UTF_8);
        String signature = "sha256=" + TestGateway.hmac(TestGateway.BFL_SECRET, body);

        assertThat(gateway.post(
                                "/webhooks/bfl",
                                body,
                                "X-BFL-Signature",
                                signature,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .body())
                .isEqualTo("{\"status\":\"received\"}");
        assertThat(gateway.post(
                                "/webhooks/bfl",
                                body,
                                "X-BFL-Signature",
                                signature,
                                "Content-Type",
                                "multipart/form-data; boundary=x",
                                "Content-Encoding",
                                "gzip")
                        .body())
                .isEqualTo("{\"status\":\"already_processed\"}");
    }

    @Test
    void keepsWhatItCanNotReadForAReplay() {
        byte[] body = {'{', (byte) 0xC3, (byte) 0x28, '}'};
        String signature = "sha256=" + TestGateway.hmac(TestGateway.BFL_SECRET, body);

        assertThat(gateway.post("/webhooks/bfl", body, "X-BFL-Signature", signature)
                        .body())
                .isEqualTo("{\"status\":\"received\"}");

        JsonNode event = gateway.get("/api/events?state=dead&sender=bfl").at("/items/0");
        assertThat(event.path("reason").asText()).isEqualTo("unreadable");
        assertThat(event.path("jobId").isNull()).isTrue();
    }

    @Test
    void echoesNoHeaderOfTheRequest() {
        byte[] body = "{\"job_id\":\"job-echo\",\"status\":\"processing\"}".getBytes(UTF_8);
        HttpResponse<String> answer = gateway.post(
                "/webhooks/krea/krea-token?CamelHttpResponseCode=418", body, "kafka.TOPIC", "x", "X-Any", "y");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet())
                .containsExactlyInAnyOrder("content-length", "content-type", "x-content-type-options");
    }

    private static int status(String method, String path) {
        return gateway.send(HttpRequest.newBuilder(gateway.url(path))
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                        .build())
                .statusCode();
    }
}
