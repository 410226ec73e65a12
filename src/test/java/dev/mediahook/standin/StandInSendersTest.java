package dev.mediahook.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandInSendersTest {

    private static final Facts FACTS = new Facts(
            "job-1",
            "evt_1",
            List.of(URI.create("https://a.example/0.png"), URI.create("https://a.example/1.jpg")),
            Instant.parse("2025-01-15T10:30:00Z"));

    @Test
    void signsBflOverTheRawBodyInHexAfterAPrefix() {
        String body = """
                {"id":"gen_abc123xyz","status":"Ready","result":{"sample":"https://bfldeliveryprod.blob.core.windows.net/results/a.jpeg","prompt":"a","seed":1234567890},"timestamp":"2025-01-15T10:30:00Z"}""";
        assertThat(proof("bfl", body, "your-secret-key-here"))
                .containsEntry(
                        "X-BFL-Signature", "sha256=ec34bd1a900cb31ed90704a1fe57aff9ef50663d5a5936a1003b6d1492502f8f");
    }

    @Test
    void signsBlumaWithTheWholeSecretAndNamesTheEvent() {
        String body = """
                {"id":"evt_abc123xyz","type":"video.completed","created_at":"2025-11-03T10:31:45Z","data":{"id":"batch_abc123"}}""";
        assertThat(proof("bluma", body, "whsec_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6"))
                .containsEntry(
                        "X-Bluma-Signature", "sha256=7892b47764f64a5e64baedd287d4caa37b3d453d2deb35b2e72b76e40b97cccc")
                .containsEntry("X-Bluma-Event-Id", "evt_abc123xyz")
                .containsEntry("X-Bluma-Event-Type", "video.completed")
                .containsEntry("User-Agent", "Bluma-Webhooks/1.0");
    }

    @Test
    void signsAbstraktInPlainHexOverTheBytesAsTheyAre() {
        String body = """
                {"request_id":"abc123","status":"completed","metrics":{"inference_time":45.20,"queue_time":2.1}}""";
        assertThat(proof("abstrakt", body, "your_secret_here"))
                .containsEntry(
                        "X-Abstrakt-Signature", "1d3c96ed00deea44e603b6d1b6a9099dd9860a32d77c4fbf2b121102b274bc6f");
    }

    @Test
    void putsTheTokenOfAnUnsignedSenderIntoThePath() {
        SignedRequest request = sender("krea").request(new byte[] {1}, "token");
        assertThat(request.path()).isEqualTo("/webhooks/krea/token");
        assertThat(request.headers()).containsOnlyKeys("Content-Type");
    }

    @Test
    void writesTheBodiesAsTheSendersDocumentThem() {
        assertThat(body("bfl", "Ready").at("/result/sample").asText()).isEqualTo("https://a.example/0.png");
        assertThat(body("bfl", "Error-policy").at("/error").asText()).isEqualTo("content_policy_violation");
        assertThat(body("bluma", "video.completed").at("/data/thumbnail_url").asText())
                .isEqualTo("https://a.example/1.jpg");
        assertThat(body("bluma", "credits.low").at("/data/remaining").asInt()).isEqualTo(9);
        assertThat(body("abstrakt", "succeeded").at("/output/items/1/url").asText())
                .isEqualTo("https://a.example/1.jpg");
        assertThat(body("abstrakt", "completed")
                        .at("/result/items/0/content_type")
                        .asText())
                .isEqualTo("video/mp4");
        assertThat(body("higgsfield", "completed").at("/images/1/url").asText()).isEqualTo("https://a.example/1.jpg");
        assertThat(body("higgsfield", "completed-video").at("/video/url").asText())
                .isEqualTo("https://a.example/0.png");
        assertThat(body("krea", "completed").at("/result/urls")).hasSize(2);
        assertThat(body("krea", "queued").at("/completed_at").isNull()).isTrue();
    }

    @Test
    void givesEachPayloadANameOfItsOwn() {
        assertThat(StandInSenders.all()).hasSizeGreaterThan(5).allSatisfy(sender -> {
            assertThat(sender.payloads()).extracting(Payload::name).doesNotHaveDuplicates();
            assertThat(sender.jobId("a")).isEqualTo(sender.jobId("a")).isNotEqualTo(sender.jobId("b"));
        });
    }

    private static Map<String, String> proof(String sender, String body, String secret) {
        return sender(sender).proof(body.getBytes(UTF_8), secret);
    }

    private static JsonNode body(String sender, String payload) {
        return Json.read(sender(sender).payload(payload).orElseThrow().body(FACTS));
    }

    private static StandInSender sender(String name) {
        return StandInSenders.named(name).orElseThrow();
    }
}
