package dev.mediahook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some senders expect an answer of their own, or probe the endpoint first. Neither lets anything unverified pass. */
class AgreedAnswersTest {

    private static final List<String> MAPPING = List.of("jobId: $.id", "status: $.status", "failed: failed");

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.says-ok.webhook-token", "t",
                        "mediahook.challenges.webhook-token", "t",
                        "mediahook.probes.webhook-token", "t",
                        "mediahook.no-content.webhook-token", "t"),
                SenderFile.all(
                        file("says-ok").from("answer: ok", "answerType: text/plain"),
                        file("challenges").from("challenge: challenge"),
                        file("probes").from("probe: OPTIONS, HEAD"),
                        file("no-content")
                                .from(
                                        "answer: '{\"code\":0,\"msg\":\"a b\"}'",
                                        "answerType: application/json",
                                        "answerStatus: 202")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void answersWhatTheFileStatesToANewDeliveryAndToARepeat() {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = deliver("says-ok/t", failed("one"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        }
        gateway.awaitJob("says-ok", "one", "failed");
    }

    @Test
    void answersWithAnotherStatusOfSuccess() {
        HttpResponse<String> answer = deliver("no-content/t", failed("one"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"code\":0,\"msg\":\"a b\"}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void refusesAsEverWhatIsNotVerified() {
        HttpResponse<String> answer = deliver("says-ok/of-a-stranger", failed("two"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_signature\"}");
    }

    @Test
    void sendsAChallengeBackThatComesAloneAndKeepsNothing() {
        for (String path : List.of("challenges", "challenges/t")) {
            HttpResponse<String> answer = deliver(path, "{\"challenge\":\"c-\\\"1\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"challenge\":\"c-\\\"1\"}");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        }
        assertThat(gateway.get("/api/events?sender=challenges").path("items"))
                .noneMatch(event -> event.path("reason").asText().equals("unreadable"));
    }

    @Test
    void keepsADeliveryThatHasAChallengeInItAndVerifiesItFirst() {
        String body = "{\"challenge\":\"c-2\",\"id\":\"three\",\"status\":\"failed\"}";

        assertThat(deliver("challenges/of-a-stranger", body).statusCode()).isEqualTo(401);
        assertThat(deliver("challenges/t", body).body()).isEqualTo("{\"challenge\":\"c-2\"}");
        gateway.awaitJob("challenges", "three", "failed");
        assertThat(deliver("challenges/t", failed("four")).body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(deliver("says-ok", "{\"challenge\":\"c-3\"}").statusCode())
                .as("a sender without challenges")
                .isEqualTo(401);
    }

    @Test
    void answersAProbeByAnotherMethodAndKeepsNothing() {
        for (String method : List.of("OPTIONS", "HEAD")) {
            HttpResponse<String> answer = request(method, "probes/t");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS, HEAD");
        }
        assertThat(request("GET", "probes/t").statusCode()).isEqualTo(405);
        assertThat(request("OPTIONS", "says-ok/t").statusCode()).isEqualTo(405);
        assertThat(deliver("probes/t", failed("five")).body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(gateway.get("/api/events?sender=probes").path("items")).hasSize(1);
    }

    private static SenderFile file(String sender) {
        return new SenderFile(sender).mapping(MAPPING.toArray(String[]::new));
    }

    private static String failed(String job) {
        return "{\"id\":\"" + job + "\",\"status\":\"failed\"}";
    }

    private static HttpResponse<String> deliver(String path, String body) {
        return gateway.post("/webhooks/" + path, body.getBytes(UTF_8));
    }

    private static HttpResponse<String> request(String method, String path) {
        return gateway.send(HttpRequest.newBuilder(gateway.url("/webhooks/" + path))
                .method(method, BodyPublishers.noBody())
                .build());
    }
}
