package dev.mediahook.standin;

import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Bluma. Source: docs.getbluma.com, "Webhooks"; the extra headers come from its published AsyncAPI document. */
final class BlumaStandIn implements StandInSender {

    @Override
    public String name() {
        return "bluma";
    }

    @Override
    public List<Payload> payloads() {
        return List.of(
                event("video.completed", Ends.COMPLETED, BlumaStandIn::completed, MediaKind.MP4, MediaKind.JPEG),
                event("video.failed", Ends.FAILED, BlumaStandIn::failed),
                event("video.queued", Ends.RUNNING, facts -> video(facts, "queued")),
                event("video.processing", Ends.RUNNING, facts -> video(facts, "processing")),
                event("video.deleted", Ends.NO_CHANGE, facts -> video(facts, "deleted")),
                event("credits.low", Ends.NO_CHANGE, facts -> object("remaining", 9)),
                event("credits.exhausted", Ends.NO_CHANGE, facts -> object("remaining", 0)));
    }

    /** The key is the secret as issued: {@code whsec_} is a part of it, and nothing is decoded. */
    @Override
    public Map<String, String> proof(byte[] body, String secret) {
        JsonNode event = Json.read(body);
        return Map.of(
                "X-Bluma-Signature",
                "sha256=" + Hmac.hex(secret, body),
                "X-Bluma-Event-Id",
                event.path("id").asText("none"),
                "X-Bluma-Event-Type",
                event.path("type").asText("none"),
                "User-Agent",
                "Bluma-Webhooks/1.0");
    }

    @Override
    public String demoCredential() {
        return "whsec_demo-bluma-secret";
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(5);
    }

    @Override
    public String jobId(String seed) {
        return Ids.prefixed("batch_", seed);
    }

    private static Payload event(String type, Ends ends, Function<Facts, ObjectNode> data, MediaKind... media) {
        return Payload.of(
                type,
                ends,
                facts -> object(
                        "id", facts.eventId(), "type", type, "created_at", facts.seconds(), "data", data.apply(facts)),
                media);
    }

    private static ObjectNode video(Facts facts, String status) {
        return object("id", facts.jobId(), "status", status, "template_id", "meme-dialogue");
    }

    private static ObjectNode completed(Facts facts) {
        return video(facts, "completed")
                .put("url", facts.url(0))
                .put("thumbnail_url", facts.url(1))
                .put("duration", 45)
                .put("size_bytes", 8453120)
                .put("credits_consumed", 6);
    }

    private static ObjectNode failed(Facts facts) {
        return video(facts, "failed")
                .set("error", object("type", "rendering_failed", "detail", "Invalid asset URL provided in context"));
    }
}
