package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An attacker who knows every job's id, but no token and no secret, can't change a job or make the gateway call the
 * attacker's host.
 */
class AttackerTest {

    private static final List<String> JOBS =
            List.of("bfl/j-1", "bluma/j-1", "abstrakt/j-1", "higgsfield/j-1", "krea/j-1");

    /** A success in each sender's format, with media and status URLs on the attacker's host. */
    private static final Map<String, String> SUCCESSES = Map.of(
            "bfl", "{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":{\"sample\":\"%s/a.png\"}}",
            "bluma", "{\"id\":\"evt_1\",\"type\":\"video.completed\",\"data\":{\"id\":\"j-1\",\"url\":\"%s/a.mp4\"}}",
            "abstrakt", "{\"job_id\":\"j-1\",\"status\":\"succeeded\",\"output\":{\"items\":[{\"url\":\"%s/a.png\"}]}}",
            "higgsfield",
                    "{\"request_id\":\"j-1\",\"status\":\"completed\",\"status_url\":\"%1$s/status\",\"cancel_url\":"
                            + "\"%1$s/cancel\",\"images\":[{\"url\":\"%1$s/a.png\"}]}",
            "krea", "{\"job_id\":\"j-1\",\"status\":\"completed\",\"result\":{\"urls\":[\"%s/a.png\"]}}");

    private static final Map<String, String> SIGNATURES =
            Map.of("bfl", "X-BFL-Signature", "bluma", "X-Bluma-Signature", "abstrakt", "X-Abstrakt-Signature");

    @TempDir
    Path data;

    private AskedSenders senders;
    private SenderApiServer attackers;

    @BeforeEach
    void start() throws Exception {
        attackers = new SenderApiServer();
        senders = new AskedSenders(data);
        senders.restart(slowToPoll());
        senders.api.answer("/v1/flux", 200, "{\"id\":\"j-1\"}");
        senders.api.answer("/api/v1/videos", 200, "{\"id\":\"j-1\"}");
        senders.api.answer("/v1/models/m/run", 200, "{\"job_id\":\"j-1\"}");
        senders.api.answer("/m", 200, "{\"request_id\":\"j-1\"}");
        senders.api.answer("/generate/m", 200, "{\"job_id\":\"j-1\"}");
        senders.api.answer("/jobs/j-1", 200, "{\"job_id\":\"j-1\",\"status\":\"processing\"}");
        senders.api.answer("/requests/j-1/status", 200, "{\"request_id\":\"j-1\",\"status\":\"queued\"}");
        for (String job : JOBS) {
            String sender = job.substring(0, job.indexOf('/'));
            assertThat(senders.submit(sender, sender.equals("bfl") ? "flux" : "m")
                            .statusCode())
                    .as(sender)
                    .isEqualTo(202);
        }
    }

    /** Webhooks may take an hour, so that only the attack can make the gateway ask a sender. */
    private static Map<String, String> slowToPoll() {
        return Map.of(
                "mediahook.bfl.webhook-timeout", "1h",
                "mediahook.bluma.webhook-timeout", "1h",
                "mediahook.abstrakt.webhook-timeout", "1h",
                "mediahook.higgsfield.webhook-timeout", "1h",
                "mediahook.krea.webhook-timeout", "1h");
    }

    @AfterEach
    void stop() {
        senders.close();
        attackers.close();
    }

    @Test
    void changesNoJobAndHasNobodyCalled() {
        int before = senders.api.asked().size();
        for (String sender : AskedSenders.SENDERS) {
            byte[] body = body(sender);
            for (String path :
                    List.of("", "/", "/j-1", "/guess", "/..%2fkrea-token", "/krea-token%00", "?token=krea-token")) {
                assertThat(senders.gateway
                                .post("/webhooks/" + sender + path, body)
                                .statusCode())
                        .as(sender + path)
                        .isIn(401, 404);
            }
            forgedSignatures(sender, body).forEach(value -> assertThat(senders.gateway
                            .post("/webhooks/" + sender, body, SIGNATURES.getOrDefault(sender, "X-Signature"), value)
                            .statusCode())
                    .as(sender + " " + value)
                    .isEqualTo(401));
        }
        callsOfTheApiWithoutItsToken();

        assertThat(senders.api.asked().stream().skip(before))
                .as("refused deliveries cause one status request for each job, and no other request")
                .allSatisfy(asked -> assertThat(asked.method()).isEqualTo("GET"))
                .extracting(asked -> asked.target())
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(JOBS.size());
        Awaitility.await().until(() -> asked("/jobs/j-1") > 0 && asked("/requests/j-1/status") > 0);
        assertNothingChanged(Set.of("higgsfield/j-1", "krea/j-1"));
    }

    @Test
    void gainsNoMoreThanAConfirmationFromATokenThatLeaked() {
        post("/webhooks/krea/krea-token", body("krea"));
        post("/webhooks/higgsfield/higgsfield-token", body("higgsfield"));

        // The gateway asks a second time only after it has acted on the first answer.
        Awaitility.await().until(() -> asked("/jobs/j-1") > 1 && asked("/requests/j-1/status") > 1);
        assertNothingChanged(Set.of());
        assertThat(senders.api.asked().stream().filter(asked -> asked.method().equals("DELETE")))
                .isEmpty();
    }

    private void post(String path, byte[] body) {
        assertThat(senders.gateway.post(path, body).statusCode()).isEqualTo(200);
    }

    private long asked(String target) {
        return senders.api.asked().stream()
                .filter(one -> one.target().equals(target))
                .count();
    }

    private byte[] body(String sender) {
        return SUCCESSES.get(sender).formatted(attackers.url()).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> forgedSignatures(String sender, byte[] body) {
        List<String> forged = new ArrayList<>(List.of("", "sha256=", "sha256=00", "null", "0".repeat(64)));
        for (String secret : new String[] {"", "j-1", sender, "secret"}) {
            if (!secret.isEmpty()) {
                forged.add("sha256=" + TestGateway.hmac(secret, body));
                forged.add(TestGateway.hmac(secret, body));
            }
        }
        return forged;
    }

    private void callsOfTheApiWithoutItsToken() {
        for (String job : JOBS) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                int status = senders.gateway
                        .send(HttpRequest.newBuilder(senders.gateway.url("/api/jobs/" + job))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode();
                assertThat(status).as(method + " " + job).isIn(401, 403);
            }
        }
    }

    /**
     * @param asked the jobs that are running by the word of their own sender's API, not the attacker's
     */
    private void assertNothingChanged(Set<String> asked) {
        for (String job : JOBS) {
            String status = asked.contains(job) ? "running" : "submitted";
            JsonNode answer = senders.gateway.awaitJob(job.substring(0, job.indexOf('/')), "j-1", status);
            assertThat(answer.path("media")).isEmpty();
        }
        assertThat(attackers.asked()).isEmpty();
    }
}
