package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each submitted job has its own secret: a token in its webhook's path, or a key for signatures. */
class JobSecretsTest {

    private static final String BFL = "/v1/flux-2-pro";
    private static final String KREA = "/generate/image/x";

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

    @Test
    void opensOneJobWithItsSecretAndNoOther() {
        String one = submitBfl("j-1");
        String other = submitBfl("j-2");

        assertThat(one).isNotEqualTo(other);
        assertThat(deliverBfl(one, "j-2").statusCode()).isEqualTo(401);
        assertThat(deliverBfl(one, "somebody-else's").statusCode()).isEqualTo(401);
        assertThat(deliverBfl(one, "j-1").body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(deliverBfl(other, "j-2").statusCode()).isEqualTo(200);
    }

    @Test
    void opensOneJobWithItsPathAndNoOther() {
        String one = submitKrea("j-1");
        String other = submitKrea("j-2");

        assertThat(one).isNotEqualTo(other);
        assertThat(deliverKrea(one, "j-2").statusCode()).isEqualTo(401);
        assertThat(deliverKrea(one, "j-1").statusCode()).isEqualTo(200);
        assertThat(deliverKrea("/webhooks/krea/krea-token", "j-2").statusCode())
                .as("the configured token still works")
                .isEqualTo(200);
    }

    @Test
    void recognisesSecretsAfterARestartAndAfterTheServerKeyWasChanged() {
        String first = submitBfl("j-1");
        senders.restart(Map.of("mediahook.server-key", "key-one"));
        String second = submitBfl("j-2");
        senders.restart(Map.of("mediahook.server-key", "key-two, key-one"));

        assertThat(deliverBfl(first, "j-1").statusCode()).isEqualTo(200);
        assertThat(deliverBfl(second, "j-2").statusCode()).isEqualTo(200);

        senders.restart(Map.of("mediahook.server-key", "key-two"));
        assertThat(deliverBfl(second, "j-2").statusCode())
                .as("a secret of a removed server key is refused")
                .isEqualTo(401);
    }

    @Test
    void takesAWebhookThatIsSoonerThanTheAnswerToTheSubmission() {
        senders.api.answer(BFL, 200, "{\"id\":\"j-1\"}");
        senders.api.before(BFL, () -> assertThat(deliverBfl(secret(BFL), "j-1").statusCode())
                .isEqualTo(200));

        assertThat(senders.submit("bfl", "flux-2-pro").statusCode()).isEqualTo(202);

        senders.gateway.awaitJob("bfl", "j-1", "failed");
    }

    @Test
    void learnsFromAWebhookWhatBecameOfASubmissionWhoseAnswerWasLost() {
        senders.api.answer(BFL, SenderApiServer.HANG_UP, "");
        assertThat(senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1").statusCode())
                .isEqualTo(504);
        assertThat(senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1").statusCode())
                .as("no second job is submitted while the first may exist")
                .isEqualTo(409);

        assertThat(deliverBfl(secret(BFL), "j-1").statusCode()).isEqualTo(200);

        HttpResponse<String> again = senders.submit("bfl", "flux-2-pro", "Idempotency-Key", "k-1");
        assertThat(TestGateway.json(again.body()).path("jobId").asText()).isEqualTo("j-1");
    }

    @Test
    void findsInTheSendersListWhatBecameOfASubmissionThatWasCutOff() {
        senders.api.answer(KREA, SenderApiServer.HANG_UP, "");
        senders.api.answer(
                "/jobs?limit=1000",
                200,
                "{\"items\":[{\"job_id\":\"j-1\",\"created_at\":\"" + Instant.now() + "\"}],\"nextCursor\":null}");
        assertThat(senders.submit("krea", "image/x").statusCode()).isEqualTo(504);
        assertThat(senders.gateway.api("GET", "/api/jobs/krea/j-1").statusCode())
                .isEqualTo(404);

        senders.restart(Map.of());

        senders.gateway.awaitJob("krea", "j-1", "submitted");
    }

    @Test
    void refusesJobsThatNobodySubmittedOrWatchesWhereSuchAreWantedAlone() {
        senders.restart(Map.of("mediahook.bfl.require-known-job", "true", "mediahook.bluma.require-known-job", "true"));
        senders.watch("bfl", "watched");

        assertThat(deliverBfl(TestGateway.BFL_SECRET, "stranger").statusCode()).isEqualTo(401);
        assertThat(deliverBfl(TestGateway.BFL_SECRET, "watched").statusCode()).isEqualTo(200);
        assertThat(senders.gateway
                        .deliverBluma("{\"id\":\"evt_1\",\"type\":\"credits.low\",\"data\":{\"remaining\":9}}")
                        .statusCode())
                .as("a delivery that names no job")
                .isEqualTo(200);
        assertThat(senders.gateway.get("/api/rejections").at("/items/0/cause").asText())
                .isEqualTo("job_unknown");
    }

    private String submitBfl(String jobId) {
        senders.api.answer(BFL, 200, "{\"id\":\"" + jobId + "\"}");
        assertThat(senders.submit("bfl", "flux-2-pro").statusCode()).isEqualTo(202);
        return secret(BFL);
    }

    private String secret(String target) {
        return TestGateway.json(senders.api.asked(target).body())
                .path("webhook_secret")
                .asText();
    }

    private String submitKrea(String jobId) {
        senders.api.answer(KREA, 200, "{\"job_id\":\"" + jobId + "\"}");
        assertThat(senders.submit("krea", "image/x").statusCode()).isEqualTo(202);
        return senders.api.asked(KREA).header("X-webhook-url").replace("https://hooks.example", "");
    }

    private HttpResponse<String> deliverBfl(String secret, String jobId) {
        byte[] body = ("{\"id\":\"" + jobId + "\",\"status\":\"Error\",\"error\":\"internal_error\"}")
                .getBytes(StandardCharsets.UTF_8);
        return senders.gateway.post(
                "/webhooks/bfl", body, "X-BFL-Signature", "sha256=" + TestGateway.hmac(secret, body));
    }

    private HttpResponse<String> deliverKrea(String path, String jobId) {
        return senders.gateway.post(
                path, ("{\"job_id\":\"" + jobId + "\",\"status\":\"failed\"}").getBytes(StandardCharsets.UTF_8));
    }
}
