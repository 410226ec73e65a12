package dev.mediahook.standin;

import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Black Forest Labs. Source: its skills repository, "webhook-integration"; the status words other than Ready and Error
 * come from its OpenAPI document.
 */
final class BflStandIn implements StandInSender {

    @Override
    public String name() {
        return "bfl";
    }

    @Override
    public List<Payload> payloads() {
        return List.of(
                Payload.of("Ready", Ends.COMPLETED, BflStandIn::ready, MediaKind.JPEG),
                Payload.of("Error", Ends.FAILED, error("Error", "generation_timeout", "The generation took too long")),
                Payload.of(
                                "Error",
                                Ends.MODERATED,
                                error("Error", "content_policy_violation", "The prompt violated content policy"))
                        .named("Error-policy"),
                Payload.of("Failed", Ends.FAILED, error("Failed", "internal_error", "The generation failed")),
                Payload.of("Request Moderated", Ends.MODERATED, bare("Request Moderated")),
                Payload.of("Content Moderated", Ends.MODERATED, bare("Content Moderated")),
                Payload.of("Pending", Ends.RUNNING, bare("Pending")));
    }

    @Override
    public Map<String, String> proof(byte[] body, String secret) {
        return Map.of("X-BFL-Signature", "sha256=" + Hmac.hex(secret, body));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String jobId(String seed) {
        return Ids.prefixed("gen_", seed);
    }

    private static JsonNode ready(Facts facts) {
        return object(
                "id",
                facts.jobId(),
                "status",
                "Ready",
                "result",
                object("sample", facts.url(0), "prompt", "a lighthouse in the fog", "seed", 1234567890),
                "timestamp",
                facts.seconds());
    }

    private static Function<Facts, JsonNode> error(String status, String error, String message) {
        return facts -> object(
                "id",
                facts.jobId(),
                "status",
                status,
                "error",
                error,
                "message",
                message,
                "timestamp",
                facts.seconds());
    }

    private static Function<Facts, JsonNode> bare(String status) {
        return facts -> object("id", facts.jobId(), "status", status, "timestamp", facts.seconds());
    }
}
