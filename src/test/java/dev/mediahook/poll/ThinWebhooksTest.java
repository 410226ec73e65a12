package dev.mediahook.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thin webhook only says that a job has ended. The gateway then asks the sender, and only that answer says how the
 * job ended.
 */
class ThinWebhooksTest {

    private static final String SECRET = "a-secret-of-thin-senders";

    @TempDir
    static Path data;

    static SenderApiServer api;
    static MediaHost media;
    static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        api = new SenderApiServer();
        media = MediaHost.start(0, Clock.systemUTC());
        Map<String, String> properties = new HashMap<>();
        for (String sender : new String[] {"thin", "keyless", "forgetful"}) {
            properties.put("mediahook." + sender + ".webhook-secret", SECRET);
            properties.put("mediahook." + sender + ".api-url", api.url());
            properties.put("mediahook." + sender + ".media-hosts", "127.0.0.1");
        }
        properties.put("mediahook.thin.api-key", "the-key");
        properties.put("mediahook.forgetful.api-key", "the-key");
        gateway = TestGateway.start(
                data,
                properties,
                SenderFile.all(
                        file("thin").step("mediahookConfirm"),
                        file("keyless").step("mediahookConfirm"),
                        file("forgetful")));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        media.close();
        api.close();
    }

    @Test
    void goesOnWithWhatTheSenderAnswers() {
        URI true1 = media.medium(MediaKind.PNG, "true");
        URI forged = media.medium(MediaKind.PNG, "of-the-body");
        api.answer("/jobs/t-1", 200, "{\"id\":\"t-1\",\"status\":\"done\",\"url\":\"" + true1 + "\"}");

        deliver("thin", "{\"id\":\"t-1\",\"status\":\"done\",\"url\":\"" + forged + "\"}");

        JsonNode job = gateway.awaitJob("thin", "t-1", "completed");
        assertThat(job.at("/media/0/sourceUrl").asText()).isEqualTo(true1.toString());
        assertThat(media.requests(forged)).isZero();
    }

    @Test
    void believesTheAnswerAndNotTheWord() {
        api.answer("/jobs/t-2", 200, "{\"id\":\"t-2\",\"status\":\"failed\",\"error\":\"out of paint\"}");
        deliver("thin", "{\"id\":\"t-2\",\"status\":\"done\"}");
        assertThat(gateway.awaitJob("thin", "t-2", "failed")
                        .at("/error/message")
                        .asText())
                .isEqualTo("out of paint");

        URI medium = media.medium(MediaKind.PNG, "three");
        api.answer("/jobs/t-3", 200, "{\"id\":\"t-3\",\"status\":\"done\",\"url\":\"" + medium + "\"}");
        deliver("thin", "{\"id\":\"t-3\",\"status\":\"failed\"}");
        gateway.awaitJob("thin", "t-3", "completed");
    }

    @Test
    void waitsWhileTheSenderSaysThatItGoesOn() {
        api.answer("/jobs/t-4", 200, "{\"id\":\"t-4\",\"status\":\"working\"}");
        deliver("thin", "{\"id\":\"t-4\",\"status\":\"done\"}");
        gateway.await(
                "/api/events?sender=thin&state=accepted",
                page -> page.path("items").findValuesAsText("jobId").contains("t-4"));

        URI medium = media.medium(MediaKind.PNG, "four");
        api.answer("/jobs/t-4", 200, "{\"id\":\"t-4\",\"status\":\"done\",\"url\":\"" + medium + "\"}");
        gateway.awaitJob("thin", "t-4", "completed");
    }

    @Test
    void saysOfASuccessThatNobodyCanBeAskedAboutThatItHasNoMedia() {
        URI medium = media.medium(MediaKind.PNG, "five");
        deliver("keyless", "{\"id\":\"t-5\",\"status\":\"done\",\"url\":\"" + medium + "\"}");

        JsonNode job = gateway.await("/api/jobs/keyless/t-5", seen -> "dead"
                .equals(seen.at("/events/0/state").asText()));
        assertThat(job.path("status").asText()).isEqualTo("failed");
        assertThat(job.at("/error/code").asText()).isEqualTo("no_media");
        assertThat(job.at("/error/message").asText()).contains("mediahook.keyless.api-key");
        assertThat(media.requests(medium)).isZero();
    }

    @Test
    void changesNothingWhereItsFileForgetsToAsk() {
        URI medium = media.medium(MediaKind.PNG, "six");
        deliver("forgetful", "{\"id\":\"t-6\",\"status\":\"done\",\"url\":\"" + medium + "\"}");
        deliver("forgetful", "{\"id\":\"t-7\",\"status\":\"failed\"}");

        JsonNode events = gateway.await(
                "/api/events?sender=forgetful&state=dead",
                page -> page.path("items").size() == 2);
        assertThat(events.path("items").findValuesAsText("reason")).containsOnly("unconfirmed");
        assertThat(media.requests(medium)).isZero();
        assertThat(gateway.api("GET", "/api/jobs/forgetful/t-7").statusCode()).isEqualTo(404);
    }

    private static SenderFile file(String sender) {
        return new SenderFile(sender)
                .verifier(
                        "HmacSignatureProcessor",
                        "header: X-Signature",
                        "secrets: mediahook." + sender + ".webhook-secret")
                .mapping(
                        "jobId: $.id",
                        "status: $.status",
                        "media: $.url",
                        "errorMessage: $.error",
                        "completed: done",
                        "failed: failed",
                        "running: working",
                        "thin: true")
                .api(
                        "url: https://api.acme.example",
                        "auth: \"Authorization: Bearer {key}\"",
                        "submit: POST /jobs",
                        "status: GET /jobs/{jobId}",
                        "jobIdField: id");
    }

    private static void deliver(String sender, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        assertThat(gateway.post("/webhooks/" + sender, bytes, "X-Signature", TestGateway.hmac(SECRET, bytes))
                        .body())
                .isEqualTo("{\"status\":\"received\"}");
    }
}
