package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Abstrakt, which publishes two contracts: one in its tutorial ({@code request_id}, {@code completed}) and one in its
 * API reference ({@code job_id}, {@code succeeded}). Sources: www.abstrakt.one, /tutorials/webhook-configuration and
 * /docs/api/webhooks.
 */
final class AbstraktStandIn implements StandInSender {

    @Override
    public String name() {
        return "abstrakt";
    }

    @Override
    public List<Payload> payloads() {
        return List.of(
                Payload.of("succeeded", Ends.COMPLETED, AbstraktStandIn::succeeded, MediaKind.PNG),
                Payload.of("completed", Ends.COMPLETED, AbstraktStandIn::completed, MediaKind.MP4),
                Payload.of("failed", Ends.FAILED, AbstraktStandIn::failed),
                Payload.of("failed", Ends.FAILED, AbstraktStandIn::failedInTheTutorial)
                        .named("failed-tutorial"),
                Payload.of("cancelled", Ends.CANCELLED, bare("cancelled")),
                Payload.of("pending", Ends.RUNNING, bare("pending")),
                Payload.of("processing", Ends.RUNNING, bare("processing")));
    }

    @Override
    public Map<String, String> proof(byte[] body, String secret) {
        return Map.of("X-Abstrakt-Signature", Hmac.hex(secret, body));
    }

    /** Not documented, except for "return quickly". */
    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String jobId(String seed) {
        return Ids.prefixed("job_", seed);
    }

    private static JsonNode succeeded(Facts facts) {
        var items = facts.urls().stream()
                .map(url -> object("type", "image", "url", url))
                .toList();
        return object(
                "job_id",
                facts.jobId(),
                "status",
                "succeeded",
                "output",
                object("type", "image", "items", array(items)),
                "credits_used",
                1,
                "completed_at",
                facts.seconds());
    }

    private static JsonNode completed(Facts facts) {
        var items = facts.urls().stream()
                .map(url -> object("url", url, "content_type", "video/mp4"))
                .toList();
        return object(
                "request_id",
                facts.jobId(),
                "status",
                "completed",
                "result",
                object("items", array(items)),
                "metrics",
                object("inference_time", 45.2, "queue_time", 2.1),
                "timestamp",
                facts.seconds());
    }

    private static JsonNode failed(Facts facts) {
        return object(
                "job_id",
                facts.jobId(),
                "status",
                "failed",
                "error",
                object("code", "PROVIDER_FAILURE", "message", "Model execution failed: invalid input image"));
    }

    private static JsonNode failedInTheTutorial(Facts facts) {
        return object(
                "request_id", facts.jobId(), "status", "failed", "error", object("message", "Model execution failed"));
    }

    private static Function<Facts, JsonNode> bare(String status) {
        return facts -> object("job_id", facts.jobId(), "status", status);
    }
}
