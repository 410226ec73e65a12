package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Submitting over real sockets: what the senders are asked, and what the caller is told. */
class SubmittingTest {

    private static final List<String> SENDERS = List.of("bfl", "bluma", "abstrakt", "higgsfield", "krea");

    @TempDir
    Path data;

    private SenderApiServer api;
    private MediaHost media;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        api = new SenderApiServer();
        media = MediaHost.start(0, Clock.systemUTC());
        gateway = TestGateway.start(data, properties());
    }

    @AfterEach
    void stop() {
        gateway.close();
        media.close();
        api.close();
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (String sender : SENDERS) {
            properties.put("mediahook." + sender + ".api-url", api.url());
            properties.put("mediahook." + sender + ".api-key", "the-key");
            properties.put("mediahook." + sender + ".webhook-timeout", "300ms");
            properties.put("mediahook." + sender + ".poll-for", "60s");
        }
        properties.put("mediahook.public-url", "https://hooks.example/");
        properties.put("mediahook.poll.every", "200ms");
        return properties;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bfl        | flux-2-pro          | /v1/flux-2-pro                  | {"id":"j-1","status":"x"}         | X-key         | the-key        | {"prompt":"a","webhook_url":"https://hooks.example/webhooks/bfl","webhook_secret":"your-secret-key-here"}
            bluma      | meme-dialogue       | /api/v1/videos                  | {"id":"j-1","status":"queued"}    | Authorization | Bearer the-key | {"context":{"prompt":"a"},"template_id":"meme-dialogue"}
            abstrakt   | fal-ai/x            | /v1/models/fal-ai/x/run         | {"job_id":"j-1","request_id":"r"} | Authorization | Bearer the-key | {"input":{"prompt":"a"},"webhook_url":"https://hooks.example/webhooks/abstrakt","webhook_secret":"your_secret_here"}
            higgsfield | soul/standard       | /soul/standard                  | {"request_id":"j-1"}              | Authorization | Key the-key    | {"prompt":"a"}
            krea       | image/bfl/flux-1    | /generate/image/bfl/flux-1      | {"job_id":"j-1"}                  | Authorization | Bearer the-key | {"prompt":"a"}
            """)
    void submitsAsEachSenderWantsIt(
            String sender, String model, String target, String answer, String header, String value, String body) {
        api.answer(target, 200, answer);

        HttpResponse<String> response = submit(sender, model);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.json(response.body()))
                .isEqualTo(
                        TestGateway.json("{\"sender\":\"" + sender + "\",\"jobId\":\"j-1\",\"status\":\"submitted\"}"));
        SenderApiServer.Asked asked = api.asked().get(0);
        assertThat(asked.header(header)).isEqualTo(value);
        assertThat(TestGateway.json(asked.body())).isEqualTo(TestGateway.json(body));
        assertThat(gateway.get("/api/jobs/" + sender + "/j-1")
                        .path("submittedAt")
                        .isTextual())
                .isTrue();
    }

    @Test
    void tellsUnsignedSendersTheWebhookWithItsTokenWhereTheyLookForIt() {
        api.answer("/soul/standard", 200, "{\"request_id\":\"j-1\"}");
        api.answer("/generate/image/bfl/flux-1", 200, "{\"job_id\":\"j-1\"}");

        submit("higgsfield", "soul/standard");
        submit("krea", "image/bfl/flux-1");

        assertThat(api.asked().get(0).target())
                .isEqualTo(
                        "/soul/standard?hf_webhook=https%3A%2F%2Fhooks.example%2Fwebhooks%2Fhiggsfield%2Fhiggsfield-token");
        assertThat(api.asked().stream()
                        .filter(asked -> asked.target().startsWith("/generate"))
                        .findFirst())
                .hasValueSatisfying(asked -> assertThat(asked.header("X-webhook-url"))
                        .isEqualTo("https://hooks.example/webhooks/krea/krea-token"));
    }

    @Test
    void passesARefusalOnAndRecordsNothing() {
        api.answer("/v1/flux-2-pro", 402, "{\"error\":\"insufficient_credits\",\"message\":\"no credits left\"}");

        HttpResponse<String> response = submit("bfl", "flux-2-pro");

        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(TestGateway.json(response.body()).path("detail").asText()).isEqualTo("no credits left");
        assertThat(gateway.get("/api/jobs").path("items")).isEmpty();
    }

    @Test
    void givesTheFirstAnswerToACallerWhoComesAgain() {
        api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-1\"}");
        submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");
        api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-2\"}");

        HttpResponse<String> again = submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");

        assertThat(TestGateway.json(again.body()).path("jobId").asText()).isEqualTo("j-1");
        assertThat(api.asked().stream().filter(asked -> asked.method().equals("POST")))
                .hasSize(1);
    }

    private HttpResponse<String> submit(String sender, String model, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/api/jobs/" + sender))
                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"" + model + "\",\"input\":{\"prompt\":\"a\"}}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }
}
