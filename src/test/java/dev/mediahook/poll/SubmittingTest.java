package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs are submitted over real sockets. The tests check the requests to the senders and the answers to the caller. */
class SubmittingTest {

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data);
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bfl        | flux-2-pro          | /v1/flux-2-pro                  | {"id":"j-1","status":"x"}         | X-key         | the-key        | {"prompt":"a","webhook_url":"https://hooks.example/webhooks/bfl","webhook_secret":"its own"}
            bluma      | meme-dialogue       | /api/v1/videos                  | {"id":"j-1","status":"queued"}    | Authorization | Bearer the-key | {"context":{"prompt":"a"},"template_id":"meme-dialogue"}
            abstrakt   | fal-ai/x            | /v1/models/fal-ai/x/run         | {"job_id":"j-1","request_id":"r"} | Authorization | Bearer the-key | {"input":{"prompt":"a"},"sync":false,"webhook_url":"https://hooks.example/webhooks/abstrakt","webhook_secret":"its own"}
            higgsfield | soul/standard       | /soul/standard                  | {"request_id":"j-1"}              | Authorization | Key the-key    | {"prompt":"a"}
            krea       | image/bfl/flux-1    | /generate/image/bfl/flux-1      | {"job_id":"j-1"}                  | Authorization | Bearer the-key | {"prompt":"a"}
            """)
    void submitsAsEachSenderWantsIt(
            String sender, String model, String target, String answer, String header, String value, String body) {
        senders.api.answer(target, 200, answer);

        HttpResponse<String> response = senders.submit(sender, model);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.json(response.body()))
                .isEqualTo(
                        TestGateway.json("{\"sender\":\"" + sender + "\",\"jobId\":\"j-1\",\"status\":\"submitted\"}"));
        SenderApiServer.Asked asked = senders.api.asked(target);
        assertThat(asked.header(header)).isEqualTo(value);
        assertThat(TestGateway.json(asked.body().replaceAll("\"[A-Za-z0-9_-]{43}\"", "\"its own\"")))
                .isEqualTo(TestGateway.json(body));
        assertThat(senders.gateway
                        .get("/api/jobs/" + sender + "/j-1")
                        .path("submittedAt")
                        .isTextual())
                .isTrue();
    }

    @Test
    void tellsUnsignedSendersTheWebhookWithItsTokenWhereTheyLookForIt() {
        senders.api.answer("/soul/standard", 200, "{\"request_id\":\"j-1\"}");
        senders.api.answer("/generate/image/bfl/flux-1", 200, "{\"job_id\":\"j-1\"}");

        senders.submit("higgsfield", "soul/standard");
        senders.submit("krea", "image/bfl/flux-1");

        assertThat(senders.api.asked("/soul/standard").target())
                .matches(
                        "/soul/standard\\?hf_webhook=https%3A%2F%2Fhooks\\.example%2Fwebhooks%2Fhiggsfield%2F[\\w-]{43}");
        assertThat(senders.api.asked("/generate").header("X-webhook-url"))
                .matches("https://hooks\\.example/webhooks/krea/[\\w-]{43}");
    }

    @Test
    void passesARefusalOnAndRecordsNothing() {
        senders.api.answer(
                "/v1/flux-2-pro", 402, "{\"error\":\"insufficient_credits\",\"message\":\"no credits left\"}");

        HttpResponse<String> response = senders.submit("bfl", "flux-2-pro");

        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(TestGateway.json(response.body()).path("detail").asText()).isEqualTo("no credits left");
        assertThat(senders.gateway.get("/api/jobs").path("items")).isEmpty();
    }

    @Test
    void takesAnInputWithAnImageFromWhoeverHasTheToken() {
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-1\"}");
        String body = "{\"model\":\"flux-2-pro\",\"input\":{\"input_image\":\"" + "A".repeat(20_500_000) + "\"}}";

        assertThat(post(body, "Bearer " + TestGateway.TOKEN)).isEqualTo(202);
        assertThat(senders.api.asked("/v1/flux-2-pro").body()).hasSizeGreaterThan(20_500_000);
        assertThat(post(body, "Bearer wrong")).isEqualTo(401);
    }

    private int post(String body, String authorization) {
        return senders.gateway
                .send(HttpRequest.newBuilder(senders.gateway.url("/api/jobs/bfl"))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    @Test
    void passesARefusalOnWithoutTheSecretThatItRepeats() {
        AtomicReference<String> secret = new AtomicReference<>();
        senders.api.before("/v1/flux-2-pro", () -> {
            secret.set(TestGateway.json(senders.api.asked("/v1/flux-2-pro").body())
                    .path("webhook_secret")
                    .asText());
            senders.api.answer("/v1/flux-2-pro", 422, "{\"message\":\"refused: " + secret + " the-key\"}");
        });

        HttpResponse<String> response = senders.submit("bfl", "flux-2-pro");

        assertThat(secret.get()).hasSizeGreaterThan(20);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(TestGateway.json(response.body()).path("detail").asText()).isEqualTo("refused: … …");
    }

    @Test
    void passesOnWhenASenderWantsToBeAskedAgain() {
        senders.api.answer("/v1/flux-2-pro", 429, "{\"detail\":\"too many\"}");

        HttpResponse<String> response = senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-1\"}");
        assertThat(senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1").statusCode())
                .as("the same key works, since the sender took no job")
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"a\\u0000b\"", "\"\\ud800\"", "null", "1e999", "{}"})
    void takesNoIdThatNobodyCouldAskFor(String id) {
        senders.api.answer("/v1/models/m/run", 200, "{\"job_id\":" + id + "}");
        assertThat(senders.submit("abstrakt", "m").statusCode()).isEqualTo(504);

        senders.api.answer("/v1/models/m/run", 200, "{\"job_id\":" + id + ",\"request_id\":\"r-1\"}");
        assertThat(TestGateway.json(senders.submit("abstrakt", "m").body())
                        .path("jobId")
                        .asText())
                .isEqualTo("r-1");
        assertThat(senders.gateway.get("/api/jobs").path("items")).hasSize(1);
    }

    @Test
    void givesTheFirstAnswerToACallerWhoComesAgain() {
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-1\"}");
        senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-2\"}");

        HttpResponse<String> again = senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");

        assertThat(TestGateway.json(again.body()).path("jobId").asText()).isEqualTo("j-1");
        assertThat(senders.api.asked().stream().filter(asked -> asked.target().equals("/v1/flux-2-pro")))
                .hasSize(1);
    }

    @Test
    void refusesAKeyThatCameWithAnotherRequest() {
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"j-1\"}");
        senders.api.answer("/v1/flux-2-max", 200, "{\"id\":\"j-2\"}");
        senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");

        HttpResponse<String> other = senders.submit("bfl", "flux-2-max", "Idempotency-Key", "k-1");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(TestGateway.json(other.body()).path("detail").asText()).contains("use a new key");
        assertThat(senders.gateway.get("/api/jobs").path("items")).hasSize(1);
    }
}
